/** One mail. */
export interface Mail {
  to: string;
  subject: string;
  text: string;
}

/** Stands for a service that sends mail: it takes its time, and keeps what it was given. */
export class Mailer {
  readonly sent: Mail[] = [];

  async send(mail: Mail): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve, 50));
    this.sent.push(mail);
  }
}
