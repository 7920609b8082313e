using k8s;
using k8s.Models;

namespace Router.Deploy.Tests;

/// <summary>An overlay of deploy/k8s as kubectl renders it, with secrets that an operator would have made.</summary>
internal sealed class Kustomized
{
    private readonly List<object> _objects;

    private Kustomized(List<object> objects) => _objects = objects;

    public IEnumerable<V1Deployment> Deployments => Of<V1Deployment>();

    public V1Deployment Silo => Deployments.Single(deployment => deployment.Name() == "router-silo");

    public V1Deployment Api => Deployments.Single(deployment => deployment.Name() == "router-api");

    public IDictionary<string, string> Settings => Of<V1ConfigMap>().Single().Data;

    public IEnumerable<T> Of<T>() => _objects.OfType<T>();

    /// <summary>Renders it, and reads it as the Kubernetes API does: a field that it doesn't know, or a value of another type, is an error.</summary>
    public static async Task<Kustomized> RenderAsync(string overlay)
    {
        var folder = Directory.CreateTempSubdirectory("k8s-");
        try
        {
            CopyTree(Repository.File("deploy/k8s"), folder.FullName);
            var secrets = Directory.CreateDirectory(Path.Combine(folder.FullName, "overlays", overlay, "secrets")).FullName;
            await File.WriteAllTextAsync(Path.Combine(secrets, "ConnectionStrings__Router"), "Host=db.example");
            await File.WriteAllTextAsync(Path.Combine(secrets, "admin.key"), "key");
            var rendered = await Tool.RunAsync("kubectl", "kustomize", Path.Combine(folder.FullName, "overlays", overlay));
            rendered.MustSucceed();
            return new(KubernetesYaml.LoadAllFromString(rendered.Output, typeMap: null, strict: true));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static void CopyTree(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var file in Directory.EnumerateFiles(from))
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
        foreach (var inner in Directory.EnumerateDirectories(from).Where(inner => Path.GetFileName(inner) != "secrets"))
            CopyTree(inner, Path.Combine(to, Path.GetFileName(inner)));
    }
}
