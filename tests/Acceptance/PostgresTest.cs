using Router.Acceptance.Driver;

namespace Router.Acceptance;

/// <summary>On one PostgreSQL schema.</summary>
[Trait("Category", "Postgres")]
public sealed class PostgresTest : ClusterContract
{
    protected override async Task<IReadOnlyDictionary<string, string>> StoreAsync() => (await PostgresDatabase.NewSchemaAsync()).Store;
}
