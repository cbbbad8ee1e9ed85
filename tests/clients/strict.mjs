// Ajv in its strict mode compiles the schemas of all inputs and takes every sample: node strict.mjs INPUTS.json
import { readFileSync } from "node:fs";
import Ajv from "ajv/dist/2020.js";
import addFormats from "ajv-formats";

const types = JSON.parse(readFileSync(process.argv[2], "utf-8"));
for (const { schema, samples } of types) {
  const ajv = new Ajv({ strict: true, strictRequired: true, allErrors: true });
  addFormats(ajv);
  ajv.addVocabulary(["x-label", "x-enum-descriptions"]);
  const takes = ajv.compile(schema);
  for (const sample of samples) {
    if (!takes(sample)) throw new Error(JSON.stringify(takes.errors));
  }
  console.log(samples.length);
}
