/** `TO_PICKUP` and `offer_made` for people: `To pickup`, `Offer made`. */
export function sentenceCase(code: string): string {
  const words = code
    .replaceAll(/[_.-]+/g, ' ')
    .trim()
    .toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
