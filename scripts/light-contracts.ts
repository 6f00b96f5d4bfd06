import { parseAst } from 'vite';

interface Cut {
	start: number;
	end: number;
	text: string;
}

type Node = ReturnType<typeof parseAst>['body'][number];

/** What of an endpoint the browser needs to ask it: where and how. The rest is the server's, or on trust. */
const needed = new Set(['method', 'path']);

const cutsIn = (node: Node): Cut[] => {
	if (node.type !== 'ExportNamedDeclaration' || node.declaration?.type !== 'VariableDeclaration') return [];
	return node.declaration.declarations.flatMap(({ init }) => {
		if (init?.type !== 'CallExpression' || init.callee.type !== 'Identifier' || init.callee.name !== 'endpoint') return [];
		const [it] = init.arguments;
		if (it?.type !== 'ObjectExpression') return [];
		return it.properties.flatMap((property) => {
			if (property.type !== 'Property' || property.key.type !== 'Identifier' || needed.has(property.key.name)) return [];
			return [{ start: property.start, end: property.end, text: property.key.name === 'output' ? 'output: z' : `${property.key.name}: z` }];
		});
	});
};

/**
 * A contract as the built apps carry it: endpoints without their schemas, and everything marked as free of effects so that what nobody asks
 * for is left out. `trusting` is the path of what stands in for the schema library.
 */
export function lightContract(code: string, trusting: string): string {
	const cuts = parseAst(code, { lang: 'ts' }).body.flatMap(cutsIn);
	const short = cuts.reduceRight((text, cut) => text.slice(0, cut.start) + cut.text + text.slice(cut.end), code);
	return short
		.replace("import * as z from 'zod/mini';", `import { z } from ${JSON.stringify(trusting)};`)
		.replace(/(?<![\w.$])z\.(?:coerce\.)?\w+\(/g, '/* @__PURE__ */ z(')
		.replace(/(?<![\w.$])(endpoint|count|words|json)\(/g, '/* @__PURE__ */ $1(');
}
