import { statSync } from "node:fs";
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { Eta } from "eta";
import type { UrlParameters } from "../http/connection.ts";
import type { Exchange } from "../http/engine.ts";
import { absoluteUrl } from "../http/web-request.ts";
import { HTMLResponse } from "../responses/html.ts";
import type { BaseResponse, ResponseOptions } from "../responses/response.ts";

/** An app, as far as templates use it. */
export interface UrlMaker {
  urlFor(name: string, params?: UrlParameters): string;
}

/** Where templates are, and what they are given. */
export interface TemplatesOptions {
  /** Seen from the working directory where it is a relative path. */
  readonly directory: string | URL;
  /** The app whose routes `it.urlFor("getItem", { id: 3 })` leads to. */
  readonly app?: UrlMaker;
  /** What every template is given beside what its response names. */
  readonly globals?: Readonly<Record<string, unknown>>;
  /** Reads templates again for each response, so that a change is seen at once; off by default where `NODE_ENV` is `production`. */
  readonly reload?: boolean;
}

/**
 * The templates of a folder, in the language of Eta: `<%= it.name %>` writes a value, with what means something to HTML
 * escaped. A template finds what it is given in `it`.
 */
export class Templates {
  readonly #engine: Eta;
  readonly #app: UrlMaker | undefined;
  readonly #globals: Readonly<Record<string, unknown>>;

  /** Throws an `Error` where there is no such folder. */
  constructor({ directory, app, globals = {}, reload }: TemplatesOptions) {
    const views = resolve(typeof directory === "string" ? directory : fileURLToPath(directory));
    if (!statSync(views, { throwIfNoEntry: false })?.isDirectory())
      throw new Error(`there is no folder ${views} with templates`);
    const cache = !(reload ?? process.env["NODE_ENV"] !== "production");
    this.#engine = new Eta({ views, cache, cacheFilepaths: cache });
    this.#app = app;
    this.#globals = globals;
  }

  /** A page made of a template: `templates.response("item.html", { id })`. It is made when it is sent, and awaits what the template awaits. */
  response(name: string, context: object = {}, options: ResponseOptions = {}): TemplateResponse {
    return new TemplateResponse((urlFor) => this.#render(name, context, urlFor), options);
  }

  /** The text of a template, for a mail or a part of a page; its URLs are paths within the app. */
  render(name: string, context: object = {}): Promise<string> {
    return this.#render(name, context, (path) => path);
  }

  async #render(name: string, context: object, whole: (path: string) => string): Promise<string> {
    const urlFor = (route: string, params?: UrlParameters): string => {
      if (!this.#app) throw new Error("urlFor needs to know the app: new Templates({ directory, app })");
      return whole(this.#app.urlFor(route, params));
    };
    return this.#engine.renderAsync(name, { ...this.#globals, urlFor, ...context });
  }
}

/**
 * A page made of a template, when it is known whom it is for.
 * @response text/html
 */
export class TemplateResponse extends HTMLResponse {
  readonly #render: (whole: (path: string) => string) => Promise<string>;
  readonly #options: ResponseOptions;

  constructor(render: (whole: (path: string) => string) => Promise<string>, options: ResponseOptions) {
    super(null, options);
    this.#render = render;
    this.#options = options;
  }

  override async prepare(exchange: Exchange): Promise<BaseResponse> {
    const text = await this.#render((path) => absoluteUrl(exchange, exchange.rootPath + path));
    return new HTMLResponse(text, { ...this.#options, status: this.status, headers: this.headers });
  }
}
