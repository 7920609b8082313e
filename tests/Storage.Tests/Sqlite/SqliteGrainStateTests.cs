using Router.Storage.Tests.Contract;

namespace Router.Storage.Tests.Sqlite;

public sealed class SqliteGrainStateTests : GrainStateContract
{
    protected override async Task<ITestStore> OpenAsync() => await SqliteTestStore.OpenAsync(Time);
}
