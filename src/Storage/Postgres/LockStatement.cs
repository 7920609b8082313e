using Npgsql;
using NpgsqlTypes;

namespace Router.Storage.Postgres;

/// <summary>
/// Locks rows of <c>grains</c> in their order, which is every statement's, so that two silos can't wait for each other. What follows in
/// the batch sees what was committed until then: of <c>behind</c> too, which is changed under these locks alone.
/// </summary>
internal static class LockStatement
{
    private const string Sql = """
        with locked as materialized (
          select from unnest($1, $2) with ordinality as i(type, id, ord)
          cross join lateral (select from grains where type = i.type and id = i.id for update) g
        )
        select count(*)::int from locked
        """;

    /// <summary>The statement for sorted keys.</summary>
    public static NpgsqlBatchCommand Create(string[] types, string[] ids)
    {
        var command = new NpgsqlBatchCommand(Sql);
        command.Parameters.AddArray(types, NpgsqlDbType.Text);
        command.Parameters.AddArray(ids, NpgsqlDbType.Text);
        return command;
    }
}
