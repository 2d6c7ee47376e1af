import { fastapiUniqueId, Millrace, Router } from "millrace";
import type { HttpUrl } from "millrace";

interface Invoice {
  id: string;
  /** @default null */
  title?: string | null;
  customer: string;
  total: number;
}

interface InvoiceEvent {
  description: string;
  paid: boolean;
}

interface InvoiceEventReceived {
  ok: boolean;
}

const app = new Millrace({ title: "FastAPI", version: "0.1.0", generateUniqueId: fastapiUniqueId });

const invoices_callback_router = new Router();

invoices_callback_router.post(
  "{$callback_url}/invoices/{$request.body.id}",
  function invoice_notification(body: InvoiceEvent): InvoiceEventReceived {
    return { ok: body.paid };
  },
);

/**
 * Create an invoice.
 *
 * This will (let's imagine) let the API user (some external developer) create an
 * invoice.
 *
 * And this path operation will:
 *
 * * Send the invoice to the client.
 * * Collect the money from the client.
 * * Send a notification back to the API user (the external developer), as a callback.
 *     * At this point is that the API will somehow send a POST request to the
 *         external API with the notification of the invoice event
 *         (e.g. "payment successful").
 */
function create_invoice(invoice: Invoice, callback_url: HttpUrl | null = null): unknown {
  return { msg: "Invoice received" };
}

app.post("/invoices/", { callbacks: invoices_callback_router }, create_invoice);

export default app;
