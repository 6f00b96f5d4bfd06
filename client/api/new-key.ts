/** A name nobody else has used; also where the page is not served securely and `randomUUID` is missing. */
export const newKey = (): string => [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
