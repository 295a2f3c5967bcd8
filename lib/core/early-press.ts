/**
 * Runs before the page's own scripts: keeps the last press on a button that only they can answer (`type="button"`; a submit works
 * without them), so that a press on a slow device is answered late rather than lost. `components/ui/early-press.tsx` takes it over.
 * A press during which the page comes to life is given to nobody: React answers that one itself.
 */
export const earlyPressScript =
  "(function(){var pressed=null,last=null;" +
  'function note(e){last=e;pressed=e.target&&e.target.closest?e.target.closest("button[type=button]"):null}' +
  'window.addEventListener("click",note,true);' +
  "window.takeEarlyPress=function(){" +
  'window.removeEventListener("click",note,true);return last&&last===window.event?null:pressed}})()';

/** What a Content-Security-Policy calls that script by: pages that are cached for everybody cannot write a nonce on it. */
export const earlyPressHash = "sha256-KYbM4d2ZUoES6I4ejcYmdXWDj7gjjLh34fHEdqVKWYA=";
