import { openDatabase } from '../../server/platform/db/index.ts';

// A program that writes pairs of rows as fast as it can and says each number once its transaction is acknowledged, until it is killed.
// Its arguments: the database folder, the first number; `endless` instead of a number: one statement that never ends.
const database = await openDatabase({ directory: process.argv[2] ?? '' });
let next = Number(process.argv[3] ?? '1');
process.stdout.write('open\n');

if (process.argv[3] === 'endless') await database.knex.raw('select count(*) from generate_series(1, 1000000000000)');

const write = async (): Promise<void> => {
	for (;;) {
		const id = next++;
		await database.knex.transaction(async (transaction) => {
			await transaction('pair_left').insert({ id, word: `left ${id}` });
			await transaction('pair_right').insert({ id, word: `right ${id}` });
		});
		process.stdout.write(`${id}\n`);
	}
};

await Promise.all(Array.from({ length: 6 }, write));
