import { type DescMethod } from '@bufbuild/protobuf';
import { access, type Access_Only } from '@hansom/proto-options';
import { methodOption } from '../method-option.ts';
import { hasStringField } from './string-field.ts';

const SERVICE = /^([a-z][a-z0-9]*(-[a-z0-9]+)*|\*)$/;
const ROLE = /^[A-Z][A-Z0-9_]*(\.[A-Z0-9_]+)*$/;

/** An RPC says who may call it, in names that can match somebody. */
export function checkAccess(method: DescMethod): string[] {
  const rule = methodOption(method, access)?.rule;
  if (!rule) return ['has no access rule, so everyone is refused: declare (hansom.options.v1.access)'];
  return rule.$case === 'open' ? [] : checkOnly(method, rule.value);
}

function checkOnly(method: DescMethod, { services, roles, cityField }: Access_Only): string[] {
  if (services.length + roles.length === 0) {
    return ['names nobody in its access rule, so everyone is refused: give services or roles'];
  }
  return [
    ...services
      .filter((name) => !SERVICE.test(name))
      .map((name) => `lets in ${name}, which names no service`),
    ...roles.filter((role) => !ROLE.test(role)).map((role) => `lets in ${role}, which is no concrete role`),
    ...(cityField === '' ? [] : checkCityField(method, cityField, roles)),
  ];
}

function checkCityField(method: DescMethod, cityField: string, roles: readonly string[]): string[] {
  if (roles.length === 0) return ['has a city_field without roles: only roles are held by city'];
  return hasStringField(method, cityField)
    ? []
    : [`has city_field ${cityField}, which is no string field of ${method.input.name}`];
}
