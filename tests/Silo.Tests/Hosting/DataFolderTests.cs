using Router.Silo.Hosting;

namespace Router.Silo.Tests.Hosting;

public sealed class DataFolderTests : IDisposable
{
    private readonly TemporaryFolder _parent = new();

    public void Dispose() => _parent.Dispose();

    [Fact]
    public void Files_lie_in_the_folder()
    {
        var folder = new DataFolder("here");

        Assert.Equal(Path.Combine("here", "router.yaml"), folder.ConfigFile);
        Assert.Equal(Path.Combine("here", "router.db"), folder.DatabaseFile);
        Assert.Equal(Path.Combine("here", "admin.key"), folder.AdminKeyFile);
    }

    [Fact]
    public void New_folder_is_for_its_owner_alone()
    {
        var folder = new DataFolder(_parent.File("new"));

        folder.Create();
        folder.Create();

        Assert.True(Directory.Exists(folder.Path));
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(folder.Path));
    }
}
