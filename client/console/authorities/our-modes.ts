import { layers } from '../facts.ts';

/** Something that can be wrong, with the kind of thing it is wrong with. */
export interface OurMode {
	code: string;
	label: string;
}

/** All that can be wrong with what this person may see, in the order of the classes. */
export const ourModes = (): OurMode[] =>
	layers.value.flatMap(({ title, modes }) => modes.map((mode) => ({ code: mode.code, label: `${title}: ${mode.title}` })));

/** A failure mode by its name; its code as long as it is not known. */
export const modeName = (code: string): string => ourModes().find((it) => it.code === code)?.label ?? code;
