/** What one line says of a caller. */
export interface Said {
	name: string;
	phone: string;
	email: string;
}

/** Takes a line apart: what has an @ is the address, what is made of digits the number, the rest the name. */
export function saidIn(line: string): Said {
	const email = /\S+@\S+/.exec(line)?.[0] ?? '';
	const rest = line.replace(email, ' ');
	const phone = /\+?\d[\d\s()-]{5,}\d/.exec(rest)?.[0] ?? '';
	return { email, phone: phone.trim(), name: rest.replace(phone, ' ').replace(/\s+/g, ' ').trim() };
}
