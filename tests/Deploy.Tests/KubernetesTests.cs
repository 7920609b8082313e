using k8s.Models;

namespace Router.Deploy.Tests;

public sealed class KubernetesTests
{
    private const string Component = "app.kubernetes.io/component";

    public static TheoryData<string> Overlays => ["postgres", "azure"];

    [KustomizeTheory]
    [MemberData(nameof(Overlays))]
    public async Task Overlay_is_a_cluster_of_silos_and_api_hosts_on_its_store(string overlay)
    {
        var rendered = await Kustomized.RenderAsync(overlay);

        Assert.Equal((3, 2), (rendered.Silo.Spec.Replicas, rendered.Api.Spec.Replicas));
        Assert.Equal(overlay == "azure" ? "AzureStorage" : "Postgres", rendered.Settings["Router__Storage"]);
        Assert.All(rendered.Deployments, deployment => Assert.Equal(["run", "--role", Role(deployment)], Router(deployment).Args));
        Assert.Equal("status.podIP", Router(rendered.Silo).Env.Single(variable => variable.Name == "Router__Silo__Address").ValueFrom.FieldRef.FieldPath);
    }

    [KustomizeTheory]
    [MemberData(nameof(Overlays))]
    public async Task Pods_have_probes_no_rights_and_no_limit_of_cpu(string overlay)
    {
        var rendered = await Kustomized.RenderAsync(overlay);

        Assert.All(rendered.Deployments, deployment =>
        {
            var (pod, router) = (deployment.Spec.Template.Spec, Router(deployment));
            Assert.Equal("/health/live", router.StartupProbe.HttpGet.Path);
            Assert.Equal("/health/live", router.LivenessProbe.HttpGet.Path);
            Assert.Equal("/health/ready", router.ReadinessProbe.HttpGet.Path);
            Assert.True(pod.SecurityContext.RunAsNonRoot);
            Assert.True(router.SecurityContext.ReadOnlyRootFilesystem);
            Assert.False(router.SecurityContext.AllowPrivilegeEscalation);
            Assert.Equal(["ALL"], router.SecurityContext.Capabilities.Drop);
            Assert.False(pod.AutomountServiceAccountToken);
            Assert.Equal(["memory"], router.Resources.Limits.Keys);
            Assert.Equal(["topology.kubernetes.io/zone", "kubernetes.io/hostname"], pod.TopologySpreadConstraints.Select(spread => spread.TopologyKey));
        });
    }

    [KustomizeTheory]
    [MemberData(nameof(Overlays))]
    public async Task A_pod_has_longer_to_stop_than_a_stop_takes(string overlay)
    {
        var rendered = await Kustomized.RenderAsync(overlay);
        // RouterHost gives what is under way 30 s.
        var stop = TimeSpan.Parse(rendered.Settings["Router__DrainFor"], System.Globalization.CultureInfo.InvariantCulture) + TimeSpan.FromSeconds(30);

        Assert.All(rendered.Deployments, deployment => Assert.True(deployment.Spec.Template.Spec.TerminationGracePeriodSeconds > stop.TotalSeconds));
    }

    [KustomizeTheory]
    [MemberData(nameof(Overlays))]
    public async Task Silo_ports_are_reached_by_the_cluster_alone(string overlay)
    {
        var rendered = await Kustomized.RenderAsync(overlay);
        var policy = rendered.Of<V1NetworkPolicy>().Single(policy => policy.Spec.PodSelector.MatchLabels[Component] == "silo");

        string[] From(string port) => [.. policy.Spec.Ingress.Where(rule => rule.Ports.Any(open => open.Port.Value == port)).SelectMany(rule => rule.FromProperty)
            .Select(peer => peer.NamespaceSelector is null ? peer.PodSelector.MatchLabels[Component] : "another namespace")];
        Assert.Equal(["Ingress"], policy.Spec.PolicyTypes);
        Assert.Equal(["silo"], From("silo"));
        Assert.Equal(["api"], From("gateway"));
        Assert.All(policy.Spec.Ingress, rule => Assert.NotEmpty(rule.Ports));
        Assert.Equal([("http", 8080), ("silo", 11111), ("gateway", 30000)], Router(rendered.Silo).Ports.Select(port => (port.Name, port.ContainerPort)));
        Assert.DoesNotContain(rendered.Of<V1Service>(), service => service.Spec.Selector[Component] == "silo");
    }

    [KustomizeTheory]
    [MemberData(nameof(Overlays))]
    public async Task Api_hosts_are_reached_by_ingress_and_monitoring_alone(string overlay)
    {
        var rendered = await Kustomized.RenderAsync(overlay);
        var rule = Assert.Single(rendered.Of<V1NetworkPolicy>().Single(policy => policy.Spec.PodSelector.MatchLabels[Component] == "api").Spec.Ingress);

        Assert.Equal(["http"], rule.Ports.Select(port => port.Port.Value));
        Assert.Equal(["ingress-nginx", "monitoring"], rule.FromProperty.Select(peer => peer.NamespaceSelector.MatchLabels["kubernetes.io/metadata.name"]));
    }

    [KustomizeTheory]
    [MemberData(nameof(Overlays))]
    public async Task Pages_stay_at_their_host_and_webhooks_are_asked_of_another(string overlay)
    {
        var rendered = await Kustomized.RenderAsync(overlay);
        Dictionary<string, string> Of(string path) => rendered.Of<V1Ingress>().Single(ingress => ingress.Spec.Rules.Single().Http.Paths.Single().Path == path)
            .Metadata.Annotations.ToDictionary(annotation => annotation.Key.Split('/')[1], annotation => annotation.Value);

        Assert.Equal("cookie", Of("/")["affinity"]);
        Assert.DoesNotContain("affinity", Of("/webhooks/").Keys);
        Assert.Equal(("1", "error timeout non_idempotent"), (Of("/webhooks/")["proxy-read-timeout"], Of("/webhooks/")["proxy-next-upstream"]));
    }

    [KustomizeTheory]
    [MemberData(nameof(Overlays))]
    public async Task Selectors_find_the_pods(string overlay)
    {
        var rendered = await Kustomized.RenderAsync(overlay);
        var selectors = rendered.Of<V1PodDisruptionBudget>().Select(budget => budget.Spec.Selector.MatchLabels)
            .Concat(rendered.Of<V1NetworkPolicy>().Select(policy => policy.Spec.PodSelector.MatchLabels))
            .Concat(rendered.Of<V1Service>().Select(service => service.Spec.Selector))
            .Concat(rendered.Deployments.SelectMany(deployment => deployment.Spec.Template.Spec.TopologySpreadConstraints).Select(spread => spread.LabelSelector.MatchLabels)).ToArray();

        Assert.Equal(9, selectors.Length);
        Assert.All(selectors, selector => Assert.Single(rendered.Deployments, deployment => selector.All(deployment.Spec.Template.Metadata.Labels.Contains)));
    }

    [KustomizeTheory]
    [MemberData(nameof(Overlays))]
    public async Task Secrets_are_a_file_each_and_in_no_setting(string overlay)
    {
        var rendered = await Kustomized.RenderAsync(overlay);
        var secret = rendered.Of<V1Secret>().Single();

        Assert.Equal(overlay == "azure" ? ["admin.key"] : ["ConnectionStrings__Router", "admin.key"], secret.Data.Keys.Order(StringComparer.Ordinal));
        Assert.All(rendered.Deployments, deployment => Assert.Equal(secret.Name(), deployment.Spec.Template.Spec.Volumes.Single(volume => volume.Name == "secrets").Secret.SecretName));
        Assert.Equal(Router(rendered.Silo).VolumeMounts.Single(mount => mount.Name == "secrets").MountPath, rendered.Settings["Router__SecretsFolder"]);
    }

    private static V1Container Router(V1Deployment deployment) => Assert.Single(deployment.Spec.Template.Spec.Containers);

    private static string Role(V1Deployment deployment) => deployment.Spec.Template.Metadata.Labels[Component];
}
