import { findTypeErrors } from "../compiler/type-errors.ts";

// A process of its own: takes a request as JSON on its command line and prints the type errors as JSON.
process.stdout.write(JSON.stringify(findTypeErrors(JSON.parse(process.argv[2] ?? "{}"))));
