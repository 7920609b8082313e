using Npgsql;
using Router.Storage.Tests.Postgres;

namespace Router.Acceptance;

/// <summary>On one PostgreSQL schema.</summary>
[Trait("Category", "Postgres")]
public sealed class PostgresTest : ClusterContract
{
    protected override async Task<IReadOnlyDictionary<string, string>> StoreAsync() => new Dictionary<string, string>
    {
        ["Router__Storage"] = "Postgres",
        ["ConnectionStrings__Router"] = new NpgsqlConnectionStringBuilder((await PostgresServer.GetAsync()).NewSchema()).ConnectionString,
    };
}
