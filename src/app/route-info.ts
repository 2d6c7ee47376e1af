/** One route as tools list it. */
export interface RouteInfo {
  /** `WS` for WebSockets, `MOUNT` for everything below a path, `FRONTEND` for what no route there answers. */
  readonly methods: readonly string[];
  readonly path: string;
  /** Empty where neither the handler nor the route has one. */
  readonly name: string;
  /** The ids of its operations in the OpenAPI document, one a method; missing where the document does not tell of it. */
  readonly operationIds?: readonly string[];
  /** `main.ts:12:5`, where the handler's source is known; the folder of a frontend. */
  readonly place?: string;
  /** The routes of an app that is mounted, whose paths begin after that of the mount. */
  readonly routes?: readonly RouteInfo[];
}
