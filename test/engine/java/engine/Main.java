package engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kestra.core.models.executions.Execution;
import io.kestra.core.models.flows.FlowWithSource;
import io.kestra.core.models.flows.GenericFlow;
import io.kestra.core.repositories.FlowRepositoryInterface;
import io.kestra.core.runners.FlowInputOutput;
import io.micronaut.context.ApplicationContext;
import java.io.BufferedWriter;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Runs flows in Kestra's executor and worker, and records the {@code assets} emitted by the worker.
 *
 * <p>Arguments: a JSON file with a list of jobs {@code {flows: [YAML], namespace, flow, inputs, settle?}}, a file for the
 * results (one JSON line per job, in the order of the jobs), and a folder for Kestra's storage. Each job has a separate
 * tenant, so that flows with the same name do not conflict. {@code settle} is the number of milliseconds to wait for
 * executions started by triggers.
 */
public final class Main {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> ENDED = Set.of("SUCCESS", "WARNING", "FAILED", "KILLED", "CANCELLED", "SKIPPED", "RETRIED");
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int AT_ONCE = 4;

    private final ApplicationContext context;
    private final Line line;
    private final String database;

    private Main(ApplicationContext context, Line line) {
        this.context = context;
        this.line = line;
        this.database = context.getRequiredProperty("datasources.h2.url", String.class);
    }

    public static void main(String[] arguments) {
        int code = 1;
        try {
            JsonNode jobs = JSON.readTree(Files.readString(Path.of(arguments[0])));
            Line line = Line.current();
            ApplicationContext context = start(Path.of(arguments[2]));
            line.start(context, AT_ONCE);
            new Main(context, line).run(jobs, Path.of(arguments[1]));
            code = 0;
        } catch (Exception failure) {
            failure.printStackTrace();
        }
        // Halts, because an orderly shutdown reports the threads of the services as failed and changes the exit code.
        Runtime.getRuntime().halt(code);
    }

    private static ApplicationContext start(Path storage) throws IOException {
        return ApplicationContext.builder()
            .deduceEnvironment(false)
            .properties(Map.of("engine.storage", storage.toString(), "kestra.controller.port", freePort()))
            .start();
    }

    /** A free port, because several engines can run at the same time. */
    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private void run(JsonNode jobs, Path results) throws Exception {
        try (ExecutorService pool = Executors.newFixedThreadPool(AT_ONCE); BufferedWriter out = Files.newBufferedWriter(results)) {
            List<Future<ObjectNode>> running = new ArrayList<>();
            for (int index = 0; index < jobs.size(); index++) {
                String tenant = "job" + index;
                JsonNode job = jobs.get(index);
                running.add(pool.submit(() -> result(tenant, job)));
            }
            for (Future<ObjectNode> result : running) {
                out.write(JSON.writeValueAsString(result.get()));
                out.newLine();
                out.flush();
            }
        }
    }

    private ObjectNode result(String tenant, JsonNode job) {
        ObjectNode result = JSON.createObjectNode();
        try {
            start(tenant, job);
            result.set("executions", await(tenant, job.path("settle").asInt(0)));
        } catch (Exception refused) {
            result.put("refused", refused.toString());
        }
        return result;
    }

    private void start(String tenant, JsonNode job) throws Exception {
        FlowRepositoryInterface flows = context.getBean(FlowRepositoryInterface.class);
        FlowWithSource flow = null;
        for (JsonNode yaml : job.get("flows")) {
            FlowWithSource created = flows.create(GenericFlow.fromYaml(tenant, yaml.asText()));
            boolean wanted = created.getId().equals(job.get("flow").asText())
                && created.getNamespace().equals(job.get("namespace").asText());
            if (wanted) flow = created;
        }
        Map<String, Object> inputs = JSON.convertValue(job.get("inputs"), Map.class);
        FlowInputOutput reader = context.getBean(FlowInputOutput.class);
        Execution execution = Execution.newExecution(
            flow, (of, started) -> reader.readExecutionInputs(of, started, inputs), List.of(), Optional.empty());
        line.emit(context, execution);
    }

    /** Waits until no execution of a tenant is running. Returns all of its executions. */
    private ArrayNode await(String tenant, int settle) throws Exception {
        Instant end = Instant.now().plus(PATIENCE);
        while (!allEnded(executions(tenant)) && Instant.now().isBefore(end)) Thread.sleep(25);
        if (settle > 0) {
            Thread.sleep(settle);
            while (!allEnded(executions(tenant)) && Instant.now().isBefore(end)) Thread.sleep(25);
        }
        ArrayNode found = JSON.createArrayNode();
        for (JsonNode execution : executions(tenant)) found.add(summary(execution));
        return found;
    }

    private static boolean allEnded(List<JsonNode> executions) {
        return !executions.isEmpty() && executions.stream().allMatch(Main::hasEnded);
    }

    /** Whether an execution has ended, including tasks under {@code afterExecution}, which run after its final state. */
    private static boolean hasEnded(JsonNode execution) {
        if (!ENDED.contains(execution.at("/state/current").asText())) return false;
        for (JsonNode run : execution.path("taskRunList")) {
            if (!ENDED.contains(run.at("/state/current").asText())) return false;
        }
        return true;
    }

    private List<JsonNode> executions(String tenant) throws Exception {
        List<JsonNode> found = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection(database, "sa", "");
            PreparedStatement query = connection.prepareStatement(
                "SELECT \"value\" FROM executions WHERE \"tenant_id\" = ? ORDER BY \"start_date\"")) {
            query.setString(1, tenant);
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) found.add(JSON.readTree(rows.getString(1)));
            }
        }
        return found;
    }

    private static ObjectNode summary(JsonNode execution) {
        ObjectNode summary = JSON.createObjectNode();
        for (String field : List.of("namespace", "flowId", "kind")) {
            if (execution.hasNonNull(field)) summary.set(field, execution.get(field));
        }
        summary.set("state", execution.at("/state/current"));
        if (execution.hasNonNull("inputs")) summary.set("inputs", execution.get("inputs"));
        ArrayNode tasks = summary.putArray("tasks");
        for (JsonNode run : execution.path("taskRunList")) {
            ObjectNode task = tasks.addObject();
            task.set("task", run.get("taskId"));
            task.set("state", run.at("/state/current"));
            ArrayNode bundles = task.putArray("bundles");
            if (run.hasNonNull("assets")) bundles.add(bundle(run.get("assets")));
            for (JsonNode emit : run.path("assetEmits")) bundles.add(bundle(emit));
        }
        return summary;
    }

    private static ObjectNode bundle(JsonNode emitted) {
        ObjectNode bundle = JSON.createObjectNode();
        for (String side : List.of("inputs", "outputs")) {
            ArrayNode ids = bundle.putArray(side);
            for (JsonNode asset : emitted.path(side)) ids.add(asset.get("id"));
        }
        return bundle;
    }
}
