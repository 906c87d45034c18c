// A page that was fetched, as a document to take parts from.
export function parsedPage(text) {
  // Its style element carries a nonce of another response, about which the browser would complain.
  const plain = text.replace(/<style\b[^>]*><\/style>/g, "");
  return new DOMParser().parseFromString(plain, "text/html");
}
