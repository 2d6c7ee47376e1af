import { APIKeyHeader, OAuth2PasswordBearer } from "millrace";

export const oauth2Scheme = new OAuth2PasswordBearer({ tokenUrl: "token" });
export const key = new APIKeyHeader({ name: "x-key", autoError: false });
