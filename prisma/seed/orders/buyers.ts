import type { DemoStore } from "../stores";

/** Invented people. The CPFs are those that are given out for tests. */
export type Buyer = { name: string; document: string; phone: string; place: Place };
type Place = { line1: string; number: string; district: string; city: string; state: string; postalCode: string };

const cpfs = ["52998224725", "11144477735", "12345678909"] as const;

const brazilians: readonly [name: string, place: Place][] = [
  ["Clara Menezes", at("Rua Harmonia", "210", "Vila Madalena", "São Paulo", "SP", "05435000")],
  ["João Batista Reis", at("Rua da Bahia", "1148", "Centro", "Belo Horizonte", "MG", "30160011")],
  ["Helena Duarte", at("Rua Coronel Dulcídio", "517", "Batel", "Curitiba", "PR", "80420170")],
  ["Rafael Nogueira", at("Rua Voluntários da Pátria", "88", "Botafogo", "Rio de Janeiro", "RJ", "22270010")],
  ["Marta Siqueira", at("Rua da Aurora", "325", "Boa Vista", "Recife", "PE", "50050000")],
  ["Tiago Falcão", at("Rua Padre Chagas", "79", "Moinhos de Vento", "Porto Alegre", "RS", "90570080")],
  ["Beatriz Amaral", at("Rua Bocaiúva", "2013", "Centro", "Florianópolis", "SC", "88015530")],
  ["Luiza Prates", at("Rua Aspicuelta", "40", "Vila Madalena", "São Paulo", "SP", "05433010")],
  ["Davi Monteiro", at("Rua Chile", "22", "Centro", "Salvador", "BA", "40020000")],
  ["Nina Albuquerque", at("Rua dos Tabajaras", "610", "Praia de Iracema", "Fortaleza", "CE", "60060510")],
];

const americans: readonly [name: string, place: Place][] = [
  ["Ellen Ward", at("48 Pine Street", "", "", "Portland", "ME", "04102")],
  ["Marcus Hale", at("2210 Fremont Ave N", "", "", "Seattle", "WA", "98103")],
  ["Priya Raman", at("915 Elm Street", "", "", "Cambridge", "MA", "02139")],
  ["Tom Okafor", at("77 Decatur Street", "", "", "Atlanta", "GA", "30312")],
  ["Grace Lindqvist", at("1305 Summit Avenue", "", "", "Saint Paul", "MN", "55105")],
  ["Noah Castillo", at("402 Pearl Street", "", "", "Boulder", "CO", "80302")],
  ["Ruth Abrams", at("19 Orchard Lane", "", "", "Burlington", "VT", "05401")],
  ["Sam Delgado", at("3518 Guadalupe Street", "", "", "Austin", "TX", "78705")],
];

/** Who buys in a demo store. */
export function buyersOf({ country }: DemoStore): Buyer[] {
  if (country === "US") return americans.map(([name, place]) => ({ name, document: "", phone: "", place }));
  return brazilians.map(([name, place], index) => ({
    name,
    document: cpfs[index % cpfs.length] ?? cpfs[0],
    phone: `1198765${String(4300 + index)}`,
    place,
  }));
}

/** The address that a buyer's mails go to, at a domain that receives none (RFC 2606). */
export function emailOf({ name }: Buyer): string {
  const words = name.normalize("NFD").replaceAll(/\p{M}/gu, "").toLowerCase().split(" ");
  return `${words.join(".")}@example.com`;
}

function at(...[line1, number, district, city, state, postalCode]: [string, string, string, string, string, string]): Place {
  return { line1, number, district, city, state, postalCode };
}
