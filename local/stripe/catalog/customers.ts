import { z } from "zod";
import { emit } from "@/local/stripe/emit";
import { address, emptyableMetadata, emptyableText, expand, mergeMetadata, page, shipping, text } from "@/local/stripe/form";
import { listPage, listRoute, searchRoute } from "@/local/stripe/http/listing";
import { type Route, route } from "@/local/stripe/http/route";
import { newId, randomText } from "@/local/stripe/ids";
import { attachMethod, resolveMethod } from "@/local/stripe/payments/payment-methods";
import { type Customer, customers, deletedCustomers, paymentMethods } from "@/local/stripe/stored";
import { need, needLocked, type Work } from "@/local/stripe/work";

const fields = {
  ...expand,
  address: z.union([address, z.literal("").transform(() => null)]).optional(),
  description: emptyableText.optional(),
  email: emptyableText.optional(),
  invoice_settings: z.strictObject({ default_payment_method: emptyableText.optional() }).optional(),
  metadata: emptyableMetadata.optional(),
  name: emptyableText.optional(),
  phone: emptyableText.optional(),
  preferred_locales: z.array(text).optional(),
  shipping: z.union([shipping, z.literal("").transform(() => null)]).optional(),
};
const createParams = z.strictObject({ ...fields, payment_method: text.optional() });
const updateParams = z.strictObject(fields);

const listMethodsParams = z.strictObject({ ...page, type: text.optional(), allow_redisplay: text.optional() });

export const customerRoutes: Route[] = [
  searchRoute("/v1/customers", customers),
  listRoute("/v1/customers", customers, { email: text.optional() }),
  route({ at: "GET /v1/customers/{id}", params: z.strictObject(expand), run: (work, _params, id) => retrieveCustomer(work, id) }),
  route({ at: "POST /v1/customers", params: createParams, run: createFromParams }),
  route({ at: "POST /v1/customers/{id}", params: updateParams, run: updateCustomer }),
  route({ at: "GET /v1/customers/{id}/payment_methods", params: listMethodsParams, run: listMethods }),
];

export type CustomerInput = Partial<
  Pick<Customer, "address" | "description" | "email" | "metadata" | "name" | "phone" | "preferred_locales">
> & { shipping?: Customer["shipping"] };

export async function createCustomer(work: Work, input: CustomerInput): Promise<Customer> {
  const customer = newCustomer(work, input);
  await work.shelf.put(customers, customer.id, customer);
  await emit(work, "customer.created", customer);
  return customer;
}

/** The method that renewals are charged to from now on. */
export async function setDefaultMethod(work: Work, customerId: string, methodId: string): Promise<Customer> {
  const customer = await needLocked(work, customers, customerId);
  const updated: Customer = { ...customer, invoice_settings: { ...invoiceSettings(customer), default_payment_method: methodId } };
  await work.shelf.put(customers, customerId, updated);
  await emit(work, "customer.updated", updated);
  return updated;
}

async function createFromParams(
  work: Work,
  { payment_method: methodId, invoice_settings: settings, ...params }: z.output<typeof createParams>,
): Promise<Customer> {
  const customer = await createCustomer(work, { ...readFields(params), metadata: mergeMetadata({}, params.metadata) });
  if (!methodId) return customer;

  const method = await attachMethod(work, await resolveMethod(work, methodId), customer.id);
  return settings?.default_payment_method ? setDefaultMethod(work, customer.id, method.id) : customer;
}

async function updateCustomer(work: Work, params: z.output<typeof updateParams>, id: string): Promise<Customer> {
  const { invoice_settings: settings, metadata: given, ...rest } = params;
  const customer = await needLocked(work, customers, id);
  const methodId = settings?.default_payment_method;
  if (methodId) await need(work, paymentMethods, methodId, "invoice_settings[default_payment_method]");
  const updated: Customer = {
    ...customer,
    ...readFields(rest),
    invoice_settings:
      methodId === undefined ? invoiceSettings(customer) : { ...invoiceSettings(customer), default_payment_method: methodId },
    metadata: mergeMetadata(customer.metadata ?? {}, given),
  };
  await work.shelf.put(customers, id, updated);
  await emit(work, "customer.updated", updated);
  return updated;
}

async function retrieveCustomer(work: Work, id: string): Promise<object> {
  const gone = await work.shelf.get(deletedCustomers, id);
  return gone ?? need(work, customers, id);
}

async function listMethods(
  work: Work,
  { type, allow_redisplay, expand: _expand, ...asked }: z.output<typeof listMethodsParams>,
  id: string,
): Promise<object> {
  await need(work, customers, id);
  return listPage(work, paymentMethods, {
    ...asked,
    where: { customer: id, type, allow_redisplay },
    url: `/v1/customers/${id}/payment_methods`,
  });
}

/** What was given of a customer's own fields, in the shape they are stored in. */
function readFields({ address: place, shipping: parcel, ...rest }: CustomerFields): CustomerInput {
  return {
    ...definedOnly({
      description: rest.description,
      email: rest.email,
      name: rest.name,
      phone: rest.phone,
      preferred_locales: rest.preferred_locales,
    }),
    ...(place === undefined ? {} : { address: place && fullAddress(place) }),
    ...(parcel === undefined
      ? {}
      : { shipping: parcel && { name: parcel.name, phone: parcel.phone ?? null, address: fullAddress(parcel.address) } }),
  };
}

type CustomerFields = Omit<z.output<typeof updateParams>, "metadata" | "invoice_settings">;

/** `Object.fromEntries` forgets which keys it was given; filtering adds none, so the cast holds. */
function definedOnly<Value extends object>(value: Value): Partial<Value> {
  return Object.fromEntries(Object.entries(value).filter(([, field]) => field !== undefined)) as Partial<Value>;
}

function fullAddress(given: z.output<typeof address>): NonNullable<Customer["address"]> {
  return { city: null, country: null, line1: null, line2: null, postal_code: null, state: null, ...definedOnly(given) };
}

function invoiceSettings(customer: Customer): NonNullable<Customer["invoice_settings"]> {
  return customer.invoice_settings ?? NO_INVOICE_SETTINGS;
}

const NO_INVOICE_SETTINGS = { custom_fields: null, default_payment_method: null, footer: null, rendering_options: null };

function newCustomer(work: Work, input: CustomerInput): Customer {
  return {
    id: newId("cus"),
    object: "customer",
    address: input.address ?? null,
    balance: 0,
    created: work.now,
    currency: null,
    customer_account: null,
    default_source: null,
    delinquent: false,
    description: input.description ?? null,
    discount: null,
    email: input.email ?? null,
    invoice_prefix: randomText(8).toUpperCase(),
    invoice_settings: NO_INVOICE_SETTINGS,
    livemode: false,
    metadata: input.metadata ?? {},
    name: input.name ?? null,
    next_invoice_sequence: 1,
    phone: input.phone ?? null,
    preferred_locales: input.preferred_locales ?? [],
    shipping: input.shipping ?? null,
    tax_exempt: "none",
    test_clock: null,
  };
}
