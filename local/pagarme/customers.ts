import { type Context, emit } from "@/local/pagarme/emit";
import type { CustomerInput } from "@/local/pagarme/input/customer-input";
import { type Customer, kinds, type Phone } from "@/local/pagarme/model";
import { vendorId } from "@/local/pagarme/vendor-id";
import { customerView } from "@/local/pagarme/views";

/** Stores a customer. Addresses of one person are one customer at the vendor: the e-mail address finds the known one. */
export async function saveCustomer(context: Context, input: CustomerInput, id?: string): Promise<Customer> {
  const shelf = context.session.in(context.account.id);
  const known = id === undefined ? await shelf.findBy(kinds.customer, { email: input.email }) : await shelf.lock(kinds.customer, id);
  const at = context.now.toISOString();
  const customer: Customer = {
    id: known?.id ?? vendorId("cus"),
    code: input.code,
    name: input.name,
    email: input.email,
    type: input.type,
    document: input.document,
    documentType: input.document_type ?? (input.document?.length === 14 ? "CNPJ" : "CPF"),
    phones: phonesOf(input),
    address: input.address,
    createdAt: known?.createdAt ?? at,
    updatedAt: at,
  };
  await shelf.put(kinds.customer, customer.id, customer);
  await emit(context, known ? "customer.updated" : "customer.created", customerView(customer));
  return customer;
}

/** The stored customer in the form of an input, so that one rule checks both. */
export function asInput(customer: Customer): Pick<CustomerInput, "document" | "phones" | "address"> {
  return { document: customer.document, phones: customer.phones, address: customer.address };
}

function phonesOf(input: CustomerInput): Record<string, Phone> {
  const phones: Record<string, Phone> = {};
  if (input.phones?.mobile_phone) phones.mobile_phone = input.phones.mobile_phone;
  if (input.phones?.home_phone) phones.home_phone = input.phones.home_phone;
  return phones;
}
