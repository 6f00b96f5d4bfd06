import qrcode from 'qrcode-generator';

/** A dark stretch of a QR code's row, in modules. */
export interface Stretch {
	readonly row: number;
	readonly from: number;
	readonly length: number;
}

export interface Code {
	/** Modules along a side, without the quiet zone. */
	readonly size: number;
	readonly stretches: readonly Stretch[];
}

/** Modules of white that readers need around a code (ISO/IEC 18004). */
export const quiet = 4;

function stretchesOf(row: number, dark: readonly boolean[]): Stretch[] {
	const found: Stretch[] = [];
	let from = -1;
	for (const [at, isDark] of [...dark, false].entries()) {
		if (isDark && from < 0) from = at;
		if (isDark || from < 0) continue;
		found.push({ row, from, length: at - from });
		from = -1;
	}
	return found;
}

/** The QR code of a text, its dark modules joined along the rows. Level M mends 15 %: a scratched label on a pole is still read. */
export function codeOf(text: string): Code {
	const code = qrcode(0, 'M');
	code.addData(text);
	code.make();
	const size = code.getModuleCount();
	const columns = Array.from({ length: size }, (_, at) => at);
	return {
		size,
		stretches: columns.flatMap((row) =>
			stretchesOf(
				row,
				columns.map((column) => code.isDark(row, column)),
			),
		),
	};
}
