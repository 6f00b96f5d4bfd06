import { signal } from '@preact/signals';

const small = matchMedia('(max-width: 899px)');

/** Whether there is room for one pane only: list, fault and map then follow each other. */
export const onePane = signal(small.matches);

small.addEventListener('change', () => {
	onePane.value = small.matches;
});

const short = matchMedia('(max-width: 1023px)');

/** Whether there is too little room in a row for the groups of rooms. */
export const oneMenu = signal(short.matches);

short.addEventListener('change', () => {
	oneMenu.value = short.matches;
});
