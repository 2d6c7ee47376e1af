export { TemplateResponse, Templates, type TemplatesOptions, type UrlMaker } from "./templates.ts";
