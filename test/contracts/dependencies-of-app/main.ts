import { Millrace } from "millrace";
import type { MillraceOptions } from "millrace";

const audit = (user: string) => user;
const verify = (token: string) => token;

const app = new Millrace({ title: "Shop", dependencies: [verify] });

interface ShopOptions extends Pick<MillraceOptions, "dependencies"> {
  name: string;
}

function shop({ dependencies = [] }: ShopOptions) {
  return new Millrace({ dependencies });
}

shop({ name: "Mill", dependencies: [audit] }).get("/", () => "a");
app.get("/", () => "b");
