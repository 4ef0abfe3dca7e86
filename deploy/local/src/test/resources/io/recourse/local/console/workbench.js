// Runs in the page of a browser, beside TypeScript's compiler (`ts`).
const workbench = (() => {
  const COMPILER = '/node_modules/typescript/lib';
  const TEST_CONFIGURATION = '/test/web/tsconfig.json';

  let sources = {};

  function hostOf(files) {
    const directories = new Set(
      Object.keys(files).flatMap((path) => path.split('/').slice(1, -1).map((_, depth, parts) => `/${parts.slice(0, depth + 1).join('/')}`)),
    );
    const childrenOf = (directory) =>
      [...directories]
        .filter((each) => each.startsWith(`${directory}/`) && !each.slice(directory.length + 1).includes('/'))
        .map((each) => each.slice(directory.length + 1));
    return {
      fileExists: (path) => path in files,
      readFile: (path) => files[path],
      directoryExists: (path) => directories.has(path.replace(/\/$/, '')),
      getDirectories: (path) => childrenOf(path.replace(/\/$/, '')),
      readDirectory: () => Object.keys(files).filter((path) => /^\/(main|test)\/web\/.*\.tsx?$/.test(path)),
      getSourceFile: (path, options) => {
        const text = files[path];
        return text === undefined ? undefined : ts.createSourceFile(path, text, options);
      },
      getDefaultLibFileName: (options) => `${COMPILER}/${ts.getDefaultLibFileName(options)}`,
      getDefaultLibLocation: () => COMPILER,
      getCurrentDirectory: () => '/',
      getCanonicalFileName: (path) => path,
      useCaseSensitiveFileNames: () => true,
      getNewLine: () => '\n',
      writeFile: () => {},
    };
  }

  function configurationOf(files, host) {
    const { config, error } = ts.readConfigFile(TEST_CONFIGURATION, host.readFile);
    if (error) {
      throw new Error(ts.flattenDiagnosticMessageText(error.messageText, '\n'));
    }
    const configuration = ts.parseJsonConfigFileContent(
      config,
      { ...host, useCaseSensitiveFileNames: true },
      '/test/web',
    );
    return { ...configuration, options: { ...configuration.options, typeRoots: ['/node_modules/@types'] } };
  }

  function describe({ file, start, messageText }) {
    const text = ts.flattenDiagnosticMessageText(messageText, '\n');
    return file ? `${file.fileName}:${file.getLineAndCharacterOfPosition(start).line + 1} ${text}` : text;
  }

  /** What is wrong with the sources and those others, with file and line. */
  function typeErrors(others) {
    const files = { ...sources, ...others };
    const host = hostOf(files);
    const { fileNames, options, errors } = configurationOf(files, host);
    const program = ts.createProgram(fileNames, options, host);
    return [...errors, ...ts.getPreEmitDiagnostics(program)].map(describe);
  }

  /** Modules as they are loaded by name, each once; what is no package is made of TypeScript first. */
  function loaderOf(files) {
    const modules = new Map();
    const pathOf = (name, from) => {
      const base = name.startsWith('.') ? new URL(name, `file://${from}`).pathname : `/node_modules/${name}`;
      const path = [base, `${base}.ts`, `${base}.tsx`, `${base}.js`, `${base}/index.js`].find((each) => each in files);
      if (!path) {
        throw new Error(`${from} asks for ${name}, which is not there`);
      }
      return path;
    };
    const scriptOf = (path) =>
      path.endsWith('.js')
        ? files[path]
        : ts.transpileModule(files[path], {
            fileName: path,
            compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022, jsx: ts.JsxEmit.ReactJSX },
          }).outputText;
    const load = (name, from) => {
      const path = pathOf(name, from);
      if (!modules.has(path)) {
        const module = { exports: {} };
        modules.set(path, module);
        const run = new Function('module', 'exports', 'require', 'process', `${scriptOf(path)}\n//# sourceURL=${path}`);
        run(module, module.exports, (other) => load(other, path), { env: { NODE_ENV: 'development' } });
      }
      return modules.get(path).exports;
    };
    return load;
  }

  /** Runs the tests of a file one after the other. */
  async function run(test) {
    const load = loaderOf(sources);
    const { cases } = load('./testing', test);
    load(`./${test.split('/').pop()}`, test);
    const results = [];
    for (const { name, body } of cases) {
      try {
        await body();
        results.push({ name, failure: null });
      } catch (failure) {
        results.push({ name, failure: String(failure?.stack ?? failure) });
      }
    }
    return results;
  }

  return {
    put: (files) => {
      sources = files;
    },
    typeErrors,
    run,
  };
})();
