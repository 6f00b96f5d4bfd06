/** Reads what a person left here before; `fallback` where there is nothing, or storage is refused. */
export function remembered<Value>(name: string, fallback: Value, fits: (it: unknown) => it is Value): Value {
	try {
		const it: unknown = JSON.parse(localStorage.getItem(`faultline.${name}`) ?? 'null');
		return fits(it) ? it : fallback;
	} catch {
		return fallback;
	}
}

/** Keeps something for the next time. */
export function remember(name: string, value: unknown): void {
	try {
		localStorage.setItem(`faultline.${name}`, JSON.stringify(value));
	} catch {
		// Storage is refused in some private windows: it then lasts as long as the page.
	}
}
