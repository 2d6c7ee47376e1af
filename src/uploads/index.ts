export { ResumableUploads, type ResumableUploadsOptions, type UploadRequest } from "./resumable-uploads.ts";
export type { Upload } from "./upload.ts";
