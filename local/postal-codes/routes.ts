import { Hono } from "hono";

/** Places that everybody can look up, as ViaCEP tells them; the last town has one CEP for all of its streets. */
const places: Record<string, readonly [street: string, district: string, city: string, state: string]> = {
  "01001000": ["Praça da Sé", "Sé", "São Paulo", "SP"],
  "01310100": ["Avenida Paulista", "Bela Vista", "São Paulo", "SP"],
  "20040020": ["Praça Floriano", "Centro", "Rio de Janeiro", "RJ"],
  "30130010": ["Praça Sete de Setembro", "Centro", "Belo Horizonte", "MG"],
  "40020000": ["Praça da Sé", "Centro", "Salvador", "BA"],
  "70150900": ["Praça dos Três Poderes", "Zona Cívico-Administrativa", "Brasília", "DF"],
  "80020310": ["Praça Tiradentes", "Centro", "Curitiba", "PR"],
  "95670000": ["", "", "Gramado", "RS"],
};

/** Stands in for ViaCEP: an address by its CEP, `{ erro: "true" }` for one that nobody has, 400 for what is no CEP. */
export function postalCodeRoutes(): Hono {
  const app = new Hono();
  app.get("/ws/:code/json/", (c) => {
    const code = c.req.param("code").replace("-", "");
    if (!/^\d{8}$/.test(code)) return c.text("Bad Request", 400);

    const place = places[code];
    if (!place) return c.json({ erro: "true" });
    const [logradouro, bairro, localidade, uf] = place;
    return c.json({ cep: `${code.slice(0, 5)}-${code.slice(5)}`, logradouro, complemento: "", bairro, localidade, uf });
  });
  return app;
}
