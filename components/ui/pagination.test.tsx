import { NextIntlClientProvider } from "next-intl";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import messages from "@/lib/i18n/messages/en/ui.json";
import { Pagination, type PaginationProps } from "./pagination";

function show(place: Pick<PaginationProps, "page" | "lastPage">): string {
  return renderToStaticMarkup(
    <NextIntlClientProvider locale="en" timeZone="UTC" messages={{ ui: messages }}>
      <Pagination pageSize={24} total={7000} path="/search" params={{ q: "lamp" }} {...place} />
    </NextIntlClientProvider>,
  );
}

test("the next page is offered while there is one", () => {
  expect(show({ page: 1 })).toContain('href="/search?q=lamp&amp;page=2"');
  expect(show({ page: 292 })).not.toContain("page=293");
});

test("no page is offered beyond the last that can be shown", () => {
  expect(show({ page: 207, lastPage: 208 })).toContain("page=208");
  expect(show({ page: 208, lastPage: 208 })).not.toContain("page=209");
});
