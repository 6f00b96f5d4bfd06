/**
 * Whether a text may name or lead to a person or a home: an e-mail address, a phone or identity number, an alarm or gate code, a licence plate.
 * Such text waits for a moderator before anybody sees it.
 */
export function looksPersonal(text: string): boolean {
	return (
		/[^\s@]+@[^\s@]+\.[^\s@]+/.test(text) ||
		/(?:\+?\d[\s().-]*){9,}/.test(text) ||
		/\b(?:alarm|gate|door|hek|kode|code|pin|ikhowudi)\D{0,12}\d{3,}/i.test(text) ||
		/\b[A-Z]{2,3}[\s-]?\d{2,3}[\s-]?\d{3,4}\b/.test(text)
	);
}
