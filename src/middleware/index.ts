export { type Access, accessLog, type AccessLogOptions, type AccessWriter } from "./access-log.ts";
export { bodyLimit } from "./body-limit.ts";
export { compression, type CompressionOptions } from "./compression.ts";
export { type ContentCoding } from "./content-coding.ts";
export { cors, type CORSOptions } from "./cors.ts";
export { csrf, type CSRFOptions } from "./csrf.ts";
export { etag } from "./etag.ts";
export { httpsRedirect } from "./https-redirect.ts";
export { rateLimit, type RateLimitOptions } from "./rate-limit.ts";
export {
  MemoryRateLimitStore,
  type MemoryRateLimitOptions,
  type Quota,
  type RateLimitStore,
  type Taken,
} from "./rate-limit-store.ts";
export { currentRequestId, requestId, type RequestIdOptions } from "./request-id.ts";
export { securityHeaders, type SecurityHeaders } from "./security-headers.ts";
export { Session, sessions, type SessionOptions, type Sessions } from "./sessions.ts";
export { timeout, type TimeoutOptions } from "./timeout.ts";
export { trustedHosts, type TrustedHostsOptions } from "./trusted-hosts.ts";
