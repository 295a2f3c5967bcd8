import { algoliaConfig, openAlgolia } from "@/lib/search/algolia-client";
import { pushSettings } from "@/lib/search/algolia-settings";
import { Problem, runMain } from "@/local/problem";

/** `npm run search:settings`: brings the search service's index and its replicas to the settings of the code. Safe to repeat. */
async function main(): Promise<void> {
  const config = algoliaConfig();
  if (!config) throw new Problem("No search service is set up: give ALGOLIA_APP_ID, ALGOLIA_ADMIN_KEY and ALGOLIA_SEARCH_KEY.");
  for (const name of await pushSettings(openAlgolia(config))) console.log(`${name} has its settings.`);
}

await runMain(main);
