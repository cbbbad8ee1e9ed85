// Written against the generated types alone: every sample becomes a document, and a fault is told from others by its code.
import type { components, paths } from "./api.js";
import { base, decisions, minutes, reports } from "./samples.js";

type Schemas = components["schemas"];
type Documents = paths["/api/v1/document-types/summary-report/documents"]["post"];
type Envelope = Documents["responses"][200]["content"]["application/vnd.vanban.document+json"];
type Input = Schemas["SummaryReport"] | Schemas["CommendationDecision"] | Schemas["ConferenceMinutes"];
type Slug = "summary-report" | "commendation-decision" | "conference-minutes";

function sent(slug: Slug, route: "documents" | "validations", input: unknown): Promise<Response> {
  const address: keyof paths = `/api/v1/document-types/${slug}/${route}`;
  return fetch(base + address, {
    method: "POST",
    headers: {
      "Content-Type": "application/json",
      Accept: route === "documents" ? "application/vnd.vanban.document+json" : "application/json",
    },
    body: JSON.stringify(input),
  });
}

async function made(slug: Slug, input: Input): Promise<string> {
  const answer = await sent(slug, "documents", input);
  if (answer.status !== 200) {
    const problem = (await answer.json()) as Schemas["Problem"];
    throw new Error(problem.errors.map((found) => found.message).join("\n"));
  }
  const whole = (await answer.json()) as Envelope;
  return whole.formats.docx;
}

async function codes(): Promise<Schemas["FaultCode"][]> {
  const answer = await sent("summary-report", "validations", { subject: "" });
  const verdict = (await answer.json()) as Schemas["Verdict"];
  const required: Schemas["FaultCode"] = "required";
  return verdict.errors.map((found) => found.code).filter((code) => code === required);
}

const documents: string[] = [];
for (const input of reports) documents.push(await made("summary-report", input));
for (const input of decisions) documents.push(await made("commendation-decision", input));
for (const input of minutes) documents.push(await made("conference-minutes", input));
console.log(JSON.stringify({ documents, codes: await codes() }));
