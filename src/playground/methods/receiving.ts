import * as schema from '../schema/settings.ts';
import { type CallContext, type Method, method } from './method.ts';

function getUpdates(params: typeof schema.getUpdates._output, { world, signal }: CallContext) {
  if (params.allowed_updates && !world.updates.webhookActive) world.updates.allowed = params.allowed_updates;
  return world.updates.getUpdates(params, signal);
}

function setWebhook(params: typeof schema.setWebhook._output, context: CallContext): true {
  const { url } = params;
  if (!url) return deleteWebhook(params, context);
  if (params.drop_pending_updates) context.world.updates.drop();
  if (params.allowed_updates) context.world.updates.allowed = params.allowed_updates;
  context.webhook.set({ ...params, url });
  return true;
}

function deleteWebhook(
  params: { drop_pending_updates?: boolean | undefined },
  { world, webhook }: CallContext,
): true {
  webhook.clear();
  if (params.drop_pending_updates) world.updates.drop();
  return true;
}

function getWebhookInfo(_: unknown, { world, webhook }: CallContext) {
  const { settings, lastError } = webhook;
  const { allowed, pending } = world.updates;
  return {
    url: settings?.url ?? '',
    has_custom_certificate: false,
    pending_update_count: pending.length,
    ...(settings ? { max_connections: settings.maxConnections } : {}),
    ...(lastError ? { last_error_date: lastError.date, last_error_message: lastError.message } : {}),
    ...(allowed.length > 0 ? { allowed_updates: allowed } : {}),
  };
}

/** The two ways of getting updates. */
export const receivingMethods: Readonly<Record<string, Method>> = {
  getUpdates: method(schema.getUpdates, getUpdates),
  setWebhook: method(schema.setWebhook, setWebhook),
  deleteWebhook: method(schema.deleteWebhook, deleteWebhook),
  getWebhookInfo: method(schema.nothing, getWebhookInfo),
};
