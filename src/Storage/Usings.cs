global using System.Collections.Immutable;
global using Router.Domain.Storage;
