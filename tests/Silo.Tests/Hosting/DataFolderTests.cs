using Router.Silo.Hosting;

namespace Router.Silo.Tests.Hosting;

public class DataFolderTests
{
    [Fact]
    public void Files_lie_in_the_folder()
    {
        var folder = new DataFolder("here");

        Assert.Equal(Path.Combine("here", "router.yaml"), folder.ConfigFile);
        Assert.Equal(Path.Combine("here", "router.db"), folder.DatabaseFile);
        Assert.Equal(Path.Combine("here", "admin.key"), folder.AdminKeyFile);
    }
}
