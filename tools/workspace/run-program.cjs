// Child of programs.mjs: runs the function that a bundle exports and sends its parent what it gives.
const [file = '', name = ''] = process.argv.slice(2);

process.setSourceMapsEnabled(true);
run();

async function run() {
  try {
    const outcome = await require(file)[name]();
    process.send?.(outcome, undefined, undefined, () => process.exit(0));
  } catch (error) {
    console.error(error);
    process.exit(1);
  }
}
