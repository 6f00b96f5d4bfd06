import sqlite from 'node-sqlite3-wasm';
import { describe, expect, test } from 'vitest';
import { shapeOf } from '../../../server/assets/import/shape.ts';
import type { SourceRow } from '../../../server/assets/sources/index.ts';
import { folder } from './files.ts';
import { rowsOf, sourceOf } from './read-all.ts';
import { zipOf } from './zip-files.ts';

const file = folder();

interface Book {
	sheets: Record<string, string>;
	texts?: string;
	styles?: string;
	properties?: string;
}

/** A workbook whose sheets hold these rows, as their XML. */
function workbook(name: string, { sheets, texts, styles = '', properties = '' }: Book): string {
	const titles = Object.keys(sheets);
	const files = [
		{
			name: 'xl/workbook.xml',
			content: `<workbook xmlns:r="r">${properties}<sheets>${titles.map((it, n) => `<sheet name="${it}" sheetId="${n + 1}" r:id="rId${n + 1}"/>`).join('')}</sheets></workbook>`,
		},
		{
			name: 'xl/_rels/workbook.xml.rels',
			content: `<Relationships>${titles.map((_, n) => `<Relationship Id="rId${n + 1}" Target="worksheets/sheet${n + 1}.xml"/>`).join('')}</Relationships>`,
		},
		{ name: 'xl/styles.xml', content: `<styleSheet>${styles}</styleSheet>` },
		...(texts === undefined ? [] : [{ name: 'xl/sharedStrings.xml', content: `<sst>${texts}</sst>` }]),
		...titles.map((it, n) => ({ name: `xl/worksheets/sheet${n + 1}.xml`, content: `<worksheet><sheetData>${sheets[it]}</sheetData></worksheet>` })),
	];
	return file(`${name}.xlsx`, zipOf(files));
}

const inline = (...texts: string[]): string => texts.map((it) => `<c t="inlineStr"><is><t>${it}</t></is></c>`).join('');

describe('a spreadsheet', () => {
	test('has texts by number, rich text, numbers, days, yes and no, errors and gaps', async () => {
		const styles =
			'<numFmts><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/><numFmt numFmtId="165" formatCode="0.00 &quot;dm&quot;"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="22"/><xf numFmtId="165"/></cellXfs>';
		const path = workbook('kinds', {
			styles,
			texts: '<si><t>pole_no</t></si><si><r><t>Bo-</t></r><r><t xml:space="preserve">Paarl\u00e9 </t></r><rPh><t>x</t></rPh></si>',
			sheets: {
				lamps: `<row r="1"><c r="A1" t="s"><v>0</v></c>${inline('name', 'made', 'seen', 'size', 'lit', 'bad')}<c r="H1" t="str"><v>x</v></c>${inline('y')}</row>
					<row r="3"><c r="A3"><v>7</v></c><c r="B3" t="s"><v>1</v></c><c r="C3" s="1"><v>43528</v></c><c r="D3" s="2"><v>43528.75</v></c><c r="E3" s="3"><v>1.5</v></c><c r="F3" t="b"><v>1</v></c><c r="G3" t="e"><v>#N/A</v></c><c r="H3"><v>18.96</v></c><c r="I3"><v>-3.373E1</v></c></row>
					<row r="4"><c r="A4"><v>8</v></c><c r="I4"><v></v></c></row>
					<row r="5"><c r="A5"><v>9</v></c><c r="H5"><v>1</v></c><c r="I5"><v>2</v></c><c r="J5"><v>3</v></c></row>`,
			},
		});
		const [first, second, third] = await rowsOf(path);
		expect(first).toMatchObject({
			line: 3,
			geometry: { type: 'Point', coordinates: [18.96, -33.73] },
			properties: { pole_no: 7, name: 'Bo-Paarl\u00e9 ', made: '2019-03-04', seen: '2019-03-04T18:00:00', size: 1.5, lit: true, bad: null },
		});
		expect(second).toMatchObject({ line: 4, geometry: null, properties: { pole_no: 8, name: null } });
		expect(third?.problem).toBe('10 fields where the first line has 9');
	});

	test('counts days from 1904 where it says so, and takes decimal commas in texts', async () => {
		const path = workbook('mac', {
			properties: '<workbookPr date1904="1"/>',
			styles: '<cellXfs><xf numFmtId="14"/></cellXfs>',
			sheets: { a: `<row>${inline('made', 'x', 'y')}</row><row><c s="0"><v>42066</v></c>${inline('3 707,04', '3733713,77')}</row>` },
		});
		expect((await rowsOf(path))[0]).toMatchObject({ properties: { made: '2019-03-04' }, geometry: { coordinates: [3707.04, 3733713.77] } });
	});

	test('gives its first sheet, or the one that is named; empty sheets are none', async () => {
		const sheet = (code: string) => `<row>${inline('code', 'wkt')}</row><row>${inline(code, 'POINT (1 2)')}</row>`;
		const path = workbook('sheets', { sheets: { cover: '', lamps: sheet('L'), poles: sheet('P') } });
		expect((await rowsOf(path)).map((it) => [it.properties['code'], it.wkt])).toEqual([['L', 'POINT (1 2)']]);
		expect((await rowsOf(path, { layer: 'POLES' })).map((it) => it.properties['code'])).toEqual(['P']);
		expect((await sourceOf(path).layers?.(path, {}))?.map((it) => it.name)).toEqual(['lamps', 'poles']);
		await expect(rowsOf(path, { layer: 'pipes' })).rejects.toThrow('it holds no layer "pipes"; it holds: "lamps", "poles"');
		await expect(rowsOf(workbook('blank', { sheets: { a: '' } }))).rejects.toThrow('it holds no layer');
	});

	test('that is none, or names what it does not hold, is refused', async () => {
		await expect(rowsOf(file('zip.xlsx', zipOf([{ name: 'a.txt', content: 'x' }])))).rejects.toThrow('this is no workbook of a spreadsheet (.xlsx)');
		const lost = workbook('lost', { sheets: { a: `<row>${inline('code', 'wkt')}</row><row r="2"><c t="s"><v>5</v></c></row>` } });
		await expect(rowsOf(lost)).rejects.toThrow('row 2 names a text (5) that the workbook does not hold');
		const wide = workbook('wide', { sheets: { a: '<row r="1"><c r="ZZZ1"><v>1</v></c></row>' } });
		await expect(rowsOf(wide)).rejects.toThrow(/a cell in column 18278, which no sheet has/);
	});
});

/** The header of a geometry of a GeoPackage: its flags, its system, its envelope. */
function header({ flags = 1, srs = 4326, envelope = 0, magic = 'GP' } = {}): Buffer {
	const it = Buffer.alloc(8 + envelope);
	it.write(magic, 0, 'latin1');
	it[3] = flags;
	if (flags & 1) it.writeInt32LE(srs, 4);
	else it.writeInt32BE(srs, 4);
	return it;
}

const point = Buffer.from('0101000000000000000000f03f0000000000000040', 'hex');

function geopackage(name: string, statements: readonly string[], rows: readonly (Buffer | null)[] = []): string {
	const path = file(name, '');
	const db = new sqlite.Database(path);
	db.exec(`create table gpkg_contents (table_name text, data_type text);
		create table gpkg_geometry_columns (table_name text, column_name text, geometry_type_name text, srs_id integer);
		create table gpkg_spatial_ref_sys (srs_id integer, organization text, organization_coordsys_id integer, srs_name text);
		insert into gpkg_spatial_ref_sys values (4326, 'EPSG', 4326, null), (100001, 'epsg', 2048, null), (-1, 'NONE', -1, 'nowhere'), (7, 'ESRI', 102562, null), (8, 'NONE', 8, 'Town grid')`);
	for (const it of statements) db.exec(it);
	for (const [n, blob] of rows.entries()) db.run('insert into lamps (code, shape) values (?, ?)', [`K${n + 1}`, blob]);
	db.close();
	return path;
}

const lamps = (srs: number): string[] => [
	'create table lamps ("number" integer primary key, code text, shape blob)',
	"insert into gpkg_contents values ('lamps', 'features')",
	`insert into gpkg_geometry_columns values ('lamps', 'shape', 'POINT', ${srs})`,
];

describe('a GeoPackage', () => {
	test('has geometries under headers of every kind', async () => {
		const blobs = [
			Buffer.concat([header(), point]),
			Buffer.concat([header({ flags: 0 }), point]),
			Buffer.concat([header({ flags: 0b11, envelope: 32 }), point]),
			Buffer.concat([header({ flags: 0b101, envelope: 48 }), point]),
			Buffer.concat([header({ flags: 0b111, envelope: 48 }), point]),
			Buffer.concat([header({ flags: 0b1001, envelope: 64 }), point]),
			Buffer.concat([header({ srs: -1 }), point]),
			header({ flags: 0b10001 }),
			null,
			Buffer.concat([header({ srs: 2048 }), point]),
			Buffer.concat([header({ flags: 0b100001 }), point]),
			Buffer.concat([header({ flags: 0b1011 }), point]),
			Buffer.concat([header({ magic: 'XX' }), point]),
			Buffer.concat([header(), point.subarray(0, 12)]),
		];
		const rows = await rowsOf(geopackage('headers.gpkg', lamps(4326), blobs));
		const whole = { hex: point.toString('hex'), flattened: false };
		expect(rows.map((it) => (it.problem === undefined ? shapeOf(it) : { problem: it.problem }))).toEqual([
			...Array.from({ length: 7 }, () => whole),
			{ problem: 'its geometry is empty' },
			{ problem: 'it has no geometry' },
			{ problem: 'its geometry is written in system 2048 where the layer is in 4326' },
			{ problem: 'its geometry is of a kind that GeoPackage leaves to its extensions' },
			{ problem: 'its geometry is of a kind that GeoPackage leaves to its extensions' },
			{ problem: 'its geometry is not that of a GeoPackage' },
			{ problem: 'its geometry ends in the middle' },
		]);
		expect(rows[0]).toMatchObject({ id: 1, line: 1, crs: 'EPSG:4326', properties: { number: 1, code: 'K1' } });
	});

	test('says its system by the name that its authority gives it', async () => {
		const crs = async (srs: number) => (await rowsOf(geopackage('crs.gpkg', lamps(srs), [null])))[0]?.crs;
		expect([await crs(4326), await crs(100001), await crs(7), await crs(8), await crs(-1), await crs(0)]).toEqual([
			'EPSG:4326',
			'EPSG:2048',
			'ESRI:102562',
			'Town grid',
			undefined,
			undefined,
		]);
	});

	test('has yes and no, whole numbers that no number holds, and bytes of which only the size is told', async () => {
		const path = geopackage('types.gpkg', [
			...lamps(4326).slice(1),
			'create table lamps (fid integer primary key, shape blob, lit boolean, large integer, photo blob, made date, "odd ""name""" real)',
			"insert into lamps values (5, null, 1, 9007199254740993, x'0102', '2019-03-04', 0.1), (6, null, 0, null, null, null, null)",
		]);
		const [first, second] = await rowsOf(path);
		expect(first).toMatchObject({ id: 5, properties: { lit: true, large: '9007199254740993', photo: '2 bytes', made: '2019-03-04', 'odd "name"': 0.1 } });
		expect(first?.properties).not.toHaveProperty('fid');
		expect(second?.properties).toEqual({ lit: false, large: null, photo: null, made: null, 'odd "name"': null });
	});

	test('has views as layers, also with what is looked up, but none that could go on without end', async () => {
		const views = {
			lit: 'select number as fid, code, shape from lamps',
			named: 'select lamps.number as fid, lamps.shape, kinds.title as code from lamps left join kinds on kinds.code = lamps.code',
			twice: 'select number as fid, code, shape from lamps union all select number + 10, code, shape from lamps',
			endless: 'with recursive r(n) as (select 1 union all select n + 1 from r) select n as fid, null as shape from r',
			crossed: 'select a.number as fid, a.shape from lamps as a, lamps as b, lamps as c',
		};
		const statements = Object.entries(views).flatMap(([name, text]) => [
			`create view ${name} as ${text}`,
			`insert into gpkg_contents values ('${name}', 'features')`,
			`insert into gpkg_geometry_columns values ('${name}', 'shape', 'POINT', 4326)`,
		]);
		const kinds = ['create table kinds (code text, title text)', "insert into kinds values ('K1', 'lamp')"];
		const path = geopackage('views.gpkg', [...lamps(4326), ...kinds, ...statements], [Buffer.concat([header(), point])]);
		expect(await rowsOf(path, { layer: 'lit' })).toMatchObject([{ id: 1, properties: { code: 'K1' } }]);
		expect(await rowsOf(path, { layer: 'named' })).toMatchObject([{ id: 1, properties: { code: 'lamp' } }]);
		expect((await rowsOf(path, { layer: 'twice' })).map((it) => it.id)).toEqual([1, 11]);
		for (const layer of ['endless', 'crossed'])
			await expect(rowsOf(path, { layer })).rejects.toThrow(/holds all its rows against each other: save it as a table/);
		await expect(rowsOf(path)).rejects.toThrow('it holds several layers: "lamps", "lit", "named", "twice", "endless", "crossed"; say which one is meant');
	});

	test('with tables besides gives the one layer that has geometry, or the table that is named', async () => {
		const path = geopackage(
			'besides.gpkg',
			[
				...lamps(4326),
				'create table notes (fid integer primary key, text text)',
				"insert into notes values (1, 'x')",
				"insert into gpkg_contents values ('notes', 'attributes')",
			],
			[null],
		);
		expect((await rowsOf(path)).map((it) => it.properties['code'])).toEqual(['K1']);
		expect(await rowsOf(path, { layer: 'notes' })).toMatchObject([{ id: 1, geometry: null, properties: { text: 'x' } }] satisfies Partial<SourceRow>[]);
		expect(await sourceOf(path).layers?.(path, {})).toEqual([
			{ name: 'lamps', rows: 1, crs: 'EPSG:4326', geometry: 'POINT' },
			{ name: 'notes', rows: 1, crs: null, geometry: null },
		]);
	});

	test('that is only a database, or names what it does not hold, is refused', async () => {
		const plain = file('plain.gpkg', '');
		const db = new sqlite.Database(plain);
		db.exec('create table a (b text)');
		db.close();
		await expect(rowsOf(plain)).rejects.toThrow('this SQLite file is no GeoPackage: it has no table gpkg_contents');
		await expect(rowsOf(geopackage('lost.gpkg', lamps(4326).slice(1)))).rejects.toThrow('the file names a layer "lamps" and does not hold it');
	});
});
