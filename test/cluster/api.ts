import { isDeepStrictEqual } from "node:util";
import type { Kind } from "./kinds.table";
import { BUDGETS, DEPLOYMENTS, KINDS, PODS, REVIEWS, STATEFUL_SETS, apiVersionOf } from "./kinds.table";
import { withDefaults } from "./defaults";
import { discovered } from "./discovery";
import type { Loop } from "./loop";
import { PatchError, jsonPatch, mergePatch, strategicPatch } from "./patch";
import type { Budget, Draft, Resource } from "./resource";
import { isObject, without } from "./resource";
import { fieldsMatch, labelsMatch, matches, unknownField } from "./select";

/** A request to the API, its body read. */
export interface Request {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly contentType: string;
  readonly body: unknown;
}

export interface Answer {
  readonly code: number;
  readonly body: unknown;
}

/** What a path names. */
export interface Place {
  readonly kind: Kind;
  readonly namespace: string | undefined;
  readonly name: string | undefined;
  readonly subresource: string | undefined;
}

const PATH = /^\/(?:api|apis\/([^/]+))\/([^/]+)\/(?:namespaces\/([^/]+)\/(?=[^/]))?([^/]+)(?:\/([^/]+))?(?:\/([^/]+))?$/;

export function placeOf(path: string): Place | undefined {
  const [, group = "", version, namespace, plural, name, subresource] = PATH.exec(path) ?? [];
  const kind = KINDS.find((each) => each.group === group && each.version === version && each.plural === plural);
  return kind && { kind, namespace, name, subresource };
}

/** Answers a request as the API server would; everything but watches, logs and what runs in a container. */
export function answer(loop: Loop, request: Request): Answer {
  const { method, path } = request;
  const document = method === "GET" ? discovered(path) : undefined;
  if (document !== undefined) return { code: 200, body: document };
  const place = placeOf(path);
  if (!place) return failure(404, "NotFound", "the server could not find the requested resource");
  try {
    return answerAt(loop, place, request);
  } catch (error) {
    if (error instanceof PatchError) return failure(422, "Invalid", `the request is invalid: ${error.message}`);
    throw error;
  }
}

function answerAt(loop: Loop, place: Place, request: Request): Answer {
  const { kind, namespace, name, subresource } = place;
  const { method, query, body } = request;
  if (kind === REVIEWS && method === "POST") return review(loop, body);
  if (name === undefined) {
    if (method === "GET") return list(loop, place, query);
    return method === "POST" && isDraft(body) ? create(loop, place, body, isDryRun(request)) : failure(405, "MethodNotAllowed", method);
  }
  const own = loop.store.get(kind, namespace, name);
  if (!own) return missing(kind, name);
  if (subresource === "eviction") return evict(loop, own, isDryRun(request));
  if (subresource === "scale") return scale(loop, place, own, request);
  switch (method) {
    case "GET":
      return { code: 200, body: own };
    case "DELETE":
      return remove(loop, place, own, request);
    case "PUT":
    case "PATCH": {
      const changed = changedBy(kind, own, request);
      return "code" in changed ? changed : update(loop, place, own, changed.draft, isDryRun(request));
    }
    default:
      return failure(405, "MethodNotAllowed", method);
  }
}

/** An answer that says what is wrong. */
export const failure = (code: number, reason: string, message: string): Answer => ({
  code,
  body: { kind: "Status", apiVersion: "v1", status: "Failure", reason, message, code },
});

export const missing = ({ plural, group }: Kind, name: string): Answer =>
  failure(404, "NotFound", `${plural}${group === "" ? "" : `.${group}`} "${name}" not found`);

const isDraft = (body: unknown): body is Draft => isObject(body) && isObject(body.metadata) && typeof body.metadata.name === "string";

export function isDryRun({ query, body }: Request): boolean {
  if (query.get("dryRun") === "All") return true;
  const options = isObject(body) && isObject(body.deleteOptions) ? body.deleteOptions : body;
  return isObject(options) && isDeepStrictEqual(options.dryRun, ["All"]);
}

/** What a list or a watch takes in. */
export function selected(place: Place, query: URLSearchParams): (resource: Resource) => boolean {
  const labels = query.get("labelSelector") ?? "";
  const fields = query.get("fieldSelector") ?? "";
  return (resource) =>
    (place.namespace === undefined || resource.metadata.namespace === place.namespace) &&
    (place.name === undefined || resource.metadata.name === place.name) &&
    labelsMatch(labels, resource.metadata.labels) &&
    fieldsMatch(fields, resource);
}

function list({ store }: Loop, place: Place, query: URLSearchParams): Answer {
  const { kind, namespace } = place;
  const unknown = unknownField(query.get("fieldSelector") ?? "", kind);
  if (unknown !== undefined) return failure(400, "BadRequest", `field label not supported: ${unknown}`);
  const items = store.list(kind, namespace).filter(selected(place, query));
  return {
    code: 200,
    body: { kind: `${kind.kind}List`, apiVersion: apiVersionOf(kind), metadata: { resourceVersion: String(store.version) }, items },
  };
}

function create({ store }: Loop, { kind, namespace }: Place, body: Draft, isDry: boolean): Answer {
  const { name } = body.metadata;
  const exists = store.get(kind, namespace, name) !== undefined;
  if (exists) return failure(409, "AlreadyExists", `${kind.plural} "${name}" already exists`);
  const draft = withDefaults(kind, {
    ...(without(body, "status") as Draft),
    metadata: { ...body.metadata, ...(namespace === undefined ? {} : { namespace }) },
  });
  return { code: 201, body: isDry ? store.complete(kind, draft) : store.put(kind, draft) };
}

/** What a PUT or PATCH makes of an object. */
function changedBy(kind: Kind, own: Resource, { method, contentType, body }: Request): Answer | { readonly draft: Draft } {
  const draft = (changed: unknown) => (isDraft(changed) ? { draft: changed } : failure(422, "Invalid", "the object has no name"));
  if (method === "PUT") {
    const version = isDraft(body) ? body.metadata.resourceVersion : undefined;
    if (version !== undefined && version !== own.metadata.resourceVersion) return failure(409, "Conflict", "the object has been modified");
    return draft(body);
  }
  switch (contentType) {
    case "application/json-patch+json":
      return Array.isArray(body) ? draft(jsonPatch(own, body)) : failure(400, "BadRequest", "a JSON patch is a list");
    case "application/merge-patch+json":
    case "application/apply-patch+yaml":
      return draft(mergePatch(own, body));
    case "application/strategic-merge-patch+json":
      // Nobody knows the merge keys of a custom resource.
      return kind.custom === true ? failure(415, "UnsupportedMediaType", contentType) : draft(strategicPatch(own, body));
    default:
      return failure(415, "UnsupportedMediaType", contentType);
  }
}

function update({ store }: Loop, { kind, subresource }: Place, own: Resource, changed: Draft, isDry: boolean): Answer {
  const isStatus = subresource === "status";
  const hasStatus = kind.subresources?.some(({ name }) => name === "status") === true;
  const selectorOf = ({ spec }: Draft): unknown => (isObject(spec) ? spec.selector : undefined);
  if ((kind === DEPLOYMENTS || kind === STATEFUL_SETS) && !isDeepStrictEqual(selectorOf(changed), selectorOf(own)))
    return failure(422, "Invalid", "spec.selector: field is immutable");
  // Who writes an object leaves its status alone, and the other way round.
  const whole = isStatus ? { ...own, status: changed.status } : hasStatus ? { ...changed, status: own.status } : changed;
  const draft = withDefaults(kind, { ...whole, metadata: { ...whole.metadata, ...placeIn(own) } });
  return { code: 200, body: isDry ? store.complete(kind, draft) : store.put(kind, draft) };
}

const placeIn = ({ metadata: { name, namespace } }: Resource) => ({ name, ...(namespace === undefined ? {} : { namespace }) });

function remove({ store }: Loop, { kind, namespace }: Place, own: Resource, request: Request): Answer {
  const { name, uid } = own.metadata;
  const policy = request.query.get("propagationPolicy") ?? (isObject(request.body) ? request.body.propagationPolicy : undefined);
  if (!isDryRun(request)) {
    if (policy === "Orphan") orphan(store, uid);
    store.remove(kind, namespace, name);
  }
  return { code: 200, body: { kind: "Status", apiVersion: "v1", status: "Success", details: { name, kind: kind.plural, uid } } };
}

function orphan(store: Loop["store"], uid: string): void {
  for (const kind of KINDS)
    for (const resource of store.list(kind)) {
      const { ownerReferences = [], ...metadata } = resource.metadata;
      const kept = ownerReferences.filter((owner) => owner.uid !== uid);
      if (kept.length < ownerReferences.length)
        store.put(kind, { ...resource, metadata: { ...metadata, ...(kept.length ? { ownerReferences: kept } : {}) } });
    }
}

function evict({ store }: Loop, pod: Resource, isDry: boolean): Answer {
  const { namespace, name, labels } = pod.metadata;
  const refuses = (store.list(BUDGETS, namespace) as Budget[]).some(({ spec, status }) => {
    const allowed = isObject(status) ? status.disruptionsAllowed : undefined;
    return matches(spec.selector, labels) && allowed === 0;
  });
  if (refuses) return failure(429, "TooManyRequests", "Cannot evict pod as it would violate the pod's disruption budget.");
  if (!isDry) store.remove(PODS, namespace, name);
  return { code: 201, body: { kind: "Status", apiVersion: "v1", status: "Success" } };
}

function scale(loop: Loop, place: Place, own: Resource, request: Request): Answer {
  const spec = isObject(own.spec) ? own.spec : {};
  const asScale = (resource: Resource): Resource => ({
    apiVersion: "autoscaling/v1",
    kind: "Scale",
    metadata: resource.metadata,
    spec: { replicas: isObject(resource.spec) ? resource.spec.replicas : 0 },
    status: { replicas: isObject(resource.status) ? resource.status.replicas : 0 },
  });
  const now = asScale(own);
  if (request.method === "GET") return { code: 200, body: now };
  const changed = changedBy(place.kind, now, request);
  if ("code" in changed) return changed;
  const replicas = isObject(changed.draft.spec) ? changed.draft.spec.replicas : undefined;
  const updated = update(loop, place, own, { ...own, spec: { ...spec, replicas } }, isDryRun(request));
  return { code: updated.code, body: updated.code === 200 ? asScale(updated.body as Resource) : updated.body };
}

function review({ script }: Loop, body: unknown): Answer {
  const spec = isObject(body) && isObject(body.spec) ? body.spec : {};
  const { verb, resource } = (isObject(spec.resourceAttributes) ? spec.resourceAttributes : {}) as { verb?: string; resource?: string };
  const allowed = script.may?.(verb ?? "", resource ?? "") ?? true;
  return { code: 201, body: { ...(isObject(body) ? body : {}), status: { allowed } } };
}
