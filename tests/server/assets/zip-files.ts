import { crc32, deflateRawSync } from 'node:zlib';

/** One file of a zip, and what the zip says of it, which need not be true. */
export interface ZipFile {
	name: string;
	content: Buffer | string;
	/** Lengths that are written instead of the true ones, in the way of large files. */
	says?: { packed?: bigint; unpacked: bigint };
	encrypted?: boolean;
	method?: number;
}

const large = 0xffffffff;

function extra({ says }: ZipFile, packed: number): Buffer {
	if (!says) return Buffer.alloc(0);
	const it = Buffer.alloc(20);
	it.writeUInt16LE(1, 0);
	it.writeUInt16LE(16, 2);
	it.writeBigUInt64LE(says.unpacked, 4);
	it.writeBigUInt64LE(says.packed ?? BigInt(packed), 12);
	return it;
}

/** A zip made by hand, so that it can say what no honest program would write. */
export function zipOf(files: readonly ZipFile[], { entries = files.length }: { entries?: number } = {}): Buffer {
	const parts: Buffer[] = [];
	const list: Buffer[] = [];
	let at = 0;
	for (const file of files) {
		const content = Buffer.from(file.content);
		const packed = deflateRawSync(content);
		const [name, more] = [Buffer.from(file.name), extra(file, packed.length)];
		const common = Buffer.alloc(26);
		common.writeUInt16LE(file.says ? 45 : 20, 0);
		common.writeUInt16LE(file.encrypted ? 0x801 : 0x800, 2);
		common.writeUInt16LE(file.method ?? 8, 4);
		common.writeUInt32LE(crc32(content), 10);
		common.writeUInt32LE(file.says ? large : packed.length, 14);
		common.writeUInt32LE(file.says ? large : content.length, 18);
		common.writeUInt16LE(name.length, 22);
		common.writeUInt16LE(more.length, 24);
		const rest = Buffer.alloc(14);
		rest.writeUInt32LE(at, 10);
		list.push(Buffer.from('PK\u0001\u0002'), Buffer.from([45, 3]), common, rest, name, more);
		const whole = Buffer.concat([Buffer.from('PK\u0003\u0004'), common, name, more, packed]);
		parts.push(whole);
		at += whole.length;
	}
	const directory = Buffer.concat(list);
	const end = Buffer.alloc(22);
	end.write('PK\u0005\u0006', 0, 'latin1');
	end.writeUInt16LE(entries, 8);
	end.writeUInt16LE(entries, 10);
	end.writeUInt32LE(directory.length, 12);
	end.writeUInt32LE(at, 16);
	return Buffer.concat([...parts, directory, end]);
}
