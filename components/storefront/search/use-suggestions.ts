"use client";

import { useEffect, useState } from "react";
import { noSuggestions, type SuggestionList } from "./suggestions";

const pauseMs = 160;

/** Suggestions for what is being typed: asked for when the typing pauses, and only for the last text. */
export function useSuggestions(text: string): SuggestionList {
  const [found, setFound] = useState<SuggestionList>(noSuggestions);
  const wanted = text.trim();

  useEffect(() => {
    if (wanted === "") {
      setFound(noSuggestions);
      return;
    }
    const request = new AbortController();
    const timer = setTimeout(() => {
      fetchSuggestions(wanted, request.signal).then(setFound, () => {
        // Suggestions are an extra: when they fail, or a newer text replaced this one, the form still searches.
      });
    }, pauseMs);
    return () => {
      clearTimeout(timer);
      request.abort();
    };
  }, [wanted]);

  return found;
}

async function fetchSuggestions(text: string, signal: AbortSignal): Promise<SuggestionList> {
  const response = await fetch(`/search/suggest?${new URLSearchParams({ q: text })}`, { signal });
  return response.ok ? response.json() : noSuggestions;
}
