export { type AppOptions, Millrace } from "./app/millrace.ts";
export type { MillraceOptions } from "./app/options.ts";
export { type IncludeOptions, type MountOptions, Router, type RouterOptions } from "./app/router.ts";
export type { Lifespan } from "./app/lifespan.ts";
export type { Mountable, MountedApp, WebHandler } from "./app/mount.ts";
export { type Model, model } from "./app/model.ts";
export type { RouteInfo } from "./app/route-info.ts";
export type { RouteOptions, RouteResponse, WebSocketLimits, WebSocketRouteOptions } from "./app/route.ts";
export type { ErrorClass, ExceptionHandler } from "./app/exception-handlers.ts";
export type { ResultOptions } from "./app/result.ts";
export {
  RequestValidationError,
  ResponseValidationError,
  ValidationError,
  WebSocketRequestValidationError,
} from "./app/exceptions.ts";
export { settings, SettingsError, type SettingsOptions } from "./settings/settings.ts";
export { validate } from "./app/validate.ts";
export {
  type ErrorReporter,
  httpExceptionHandler,
  requestValidationExceptionHandler,
  webSocketExceptionHandler,
  webSocketRequestValidationExceptionHandler,
} from "./app/failure.ts";
export type { AsyncAPIDocument } from "./asyncapi/document.ts";
export type { Handler } from "./contract/attached.ts";
export { type Diagnostic, DiagnosticError } from "./contract/diagnostic.ts";
export type {
  Body,
  Check,
  Cookie,
  Decimal,
  Depends,
  DependsOptions,
  Email,
  Field,
  Form,
  Header,
  HttpUrl,
  Int,
  LastEventId,
  Path,
  Query,
  State,
  UUID,
} from "./parameters/markers.ts";
export { Security } from "./dependencies/security.ts";
export { SecurityScopes } from "./parameters/scopes.ts";
export type { Connection, UrlParameters } from "./http/connection.ts";
export { HTTPException, type HTTPExceptionOptions } from "./http/exception.ts";
export { BackgroundTasks } from "./http/background-tasks.ts";
export { FormPart } from "./parameters/form-part.ts";
export { InvalidItem } from "./parameters/invalid-item.ts";
export { Reply } from "./http/reply.ts";
export { RequestState } from "./http/state.ts";
export { type StateKey, stateKey } from "./http/state-key.ts";
export type { RequestChanges } from "./middleware/recording-exchange.ts";
export type { Middleware, Next } from "./middleware/middleware.ts";
export type { MiddlewareRequest } from "./middleware/request.ts";
export {
  oauth2RedirectPage,
  redocPage,
  type RedocPage,
  swaggerUIPage,
  type SwaggerUIPage,
} from "./openapi/docs-page.ts";
export type { OpenAPIDocument } from "./openapi/document.ts";
export { fastapiUniqueId } from "./openapi/operation-id.ts";
export { APIKeyCookie, APIKeyHeader, type APIKeyOptions, APIKeyQuery } from "./security/api-key.ts";
export type { HTTPAuthorizationCredentials } from "./security/authorization.ts";
export { HTTPBase, type HTTPBaseOptions, HTTPBearer, HTTPDigest } from "./security/http.ts";
export { HTTPBasic, type HTTPBasicCredentials, type HTTPBasicOptions } from "./security/http-basic.ts";
export {
  OAuth2,
  OAuth2AuthorizationCodeBearer,
  type OAuth2BearerOptions,
  type OAuth2Flow,
  type OAuth2Flows,
  OAuth2PasswordBearer,
} from "./security/oauth2.ts";
export {
  OAuth2PasswordRequestForm,
  OAuth2PasswordRequestFormStrict,
} from "./security/oauth2-password-form.ts";
export { OpenIdConnect } from "./security/openid-connect.ts";
export { type SecurityOptions, SecurityScheme } from "./security/scheme.ts";
export { BaseResponse, type ResponseClass, type ResponseOptions } from "./responses/response.ts";
export type { FrontendOptions } from "./files/frontend.ts";
export type { Offload } from "./files/offload.ts";
export { StaticFiles, type StaticFilesOptions } from "./files/static-files.ts";
export { FileResponse, type FileResponseOptions } from "./responses/file.ts";
export { HTMLResponse } from "./responses/html.ts";
export type { StreamFormat } from "./responses/items.ts";
export { JSONResponse } from "./responses/json.ts";
export { type Frames, MJPEGResponse } from "./responses/mjpeg.ts";
export { PlainTextResponse } from "./responses/text.ts";
export { RedirectResponse } from "./responses/redirect.ts";
export { StrandedError } from "./streams/outflow.ts";
export { StreamingResponse } from "./responses/streaming.ts";
export { type EventStream, ServerSentEvent, type ServerSentEventFields } from "./streams/event-stream.ts";
export {
  Channel,
  ChannelClosedError,
  type ChannelOptions,
  type SubscribeOptions,
} from "./streams/channel/channel.ts";
export { ChannelEvent, ChannelGap, type PublishOptions, type Received } from "./streams/channel/event.ts";
export { SlowConsumerError, type SlowConsumer } from "./streams/channel/fanout.ts";
export type { Limits } from "./streams/channel/kept.ts";
export type { ChannelLog, Replay } from "./streams/channel/log.ts";
export type { Subscription } from "./streams/channel/subscription.ts";
export type { Issue } from "./schema/issue.ts";
export { Secret } from "./schema/secret.ts";
export { WebSocketDisconnect, WebSocketException } from "./websockets/exceptions.ts";
export { type AcceptanceOptions, ServerWebSocket } from "./websockets/server-websocket.ts";
