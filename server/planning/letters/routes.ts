import type { Context } from '../../municipality/index.ts';
import type { Serve } from '../../platform/http.ts';
import { addLetter, changeLetter, readLetters } from './contract.ts';
import { addLetter as add, changeLetter as change, letters, lettersAndPeople } from './letters.ts';

/** Says what goes out again and again, and lets it be changed. */
export function letterRoutes(serve: Serve<Context>): void {
	serve(readLetters, lettersAndPeople);
	serve(addLetter, async (context, wish) => ({ id: await add(context, wish), ...(await letters(context)) }));
	serve(changeLetter, async (context, wish) => {
		await change(context, wish);
		return letters(context);
	});
}
