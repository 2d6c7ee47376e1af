import type { Location } from "../contract/diagnostic.ts";
import { displayPath, isUserModule } from "./files.ts";
import { type ProjectRequest, describeProject } from "./project.ts";
import { type Program, Session } from "./session.ts";

/** What `tsc` would say of the program: a mistake in its types. It does not keep the program from running. */
export interface TypeError {
  /** TypeScript's own number: 2322 for `TS2322`. */
  readonly code: number;
  readonly message: string;
  readonly location: Location;
}

type TypeScriptDiagnostic = ReturnType<Program["getSemanticDiagnostics"]>[number];

function locate(diagnostic: TypeScriptDiagnostic, program: Program, root: string): Location | undefined {
  const { fileName, pos } = diagnostic;
  const file = fileName === undefined ? undefined : program.getSourceFile(fileName);
  if (!file || !isUserModule(file.fileName)) return undefined;
  const { line, character } = file.getLineAndCharacterOfPosition(pos);
  const source = file.text.split(/\r?\n/)[line] ?? "";
  return { file: displayPath(root, file.fileName), line: line + 1, column: character + 1, source };
}

function messageOf({ text, messageChain }: TypeScriptDiagnostic, depth = 0): string {
  const rest = (messageChain ?? []).map((part) => messageOf(part, depth + 1));
  return ["  ".repeat(depth) + text, ...rest].join("\n");
}

/** Checks the types of the user's modules in a program, by the options of the user's own `tsconfig.json`. */
export function findTypeErrors(request: ProjectRequest & { readonly root: string }): readonly TypeError[] {
  const session = new Session(request.root);
  try {
    const { program } = session.open(describeProject(request, session, "check").config);
    const found = [...program.getSyntacticDiagnostics(), ...program.getSemanticDiagnostics()];
    return found.flatMap((diagnostic) => {
      const location = locate(diagnostic, program, request.root);
      return location ? [{ code: diagnostic.code, message: messageOf(diagnostic), location }] : [];
    });
  } finally {
    session.close();
  }
}
