import { DiagnosticError } from "../contract/diagnostic.ts";
import { compileValidator } from "../schema/validator.ts";
import { misfit } from "./misfit.ts";
import { shapeOf } from "./shape.ts";
import type { ParameterSource } from "./source.ts";

/** `id: Path<Int>`, or any parameter whose name stands in the path. Always there, so never optional. */
export const path: ParameterSource = {
  rank: 1,
  bind({ parameter, definitions, pathNames }) {
    const name = parameter.alias ?? parameter.name;
    const index = pathNames.indexOf(name);
    if (index < 0) {
      throw new DiagnosticError([
        {
          code: "MR107",
          message: `the path has no parameter "${name}"`,
          location: parameter.location,
          hint: `put {${name}} into the path, or mark the parameter Query<…>`,
        },
      ]);
    }
    if (shapeOf(parameter.type, definitions) !== "scalar") throw misfit(parameter, "path");
    const loc = ["path", name];
    const validate = compileValidator(parameter.type, definitions, { from: "text" });
    const { type } = parameter;
    const documented = {
      in: "path",
      name,
      required: true,
      type,
      ...(type.deprecated && { deprecated: true }),
      ...(parameter.includeInSchema === false && { hidden: true }),
      ...(parameter.openapiExamples && { examples: parameter.openapiExamples }),
    } as const;
    return {
      documented: [documented],
      read: (context, issues) => validate(context.params[index], loc, issues),
    };
  },
};
