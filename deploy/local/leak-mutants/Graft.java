import java.io.IOException;
import java.lang.classfile.AccessFlags;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.MethodModel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Puts the methods of one class file into another of the same class, which keeps all that it has besides: Quarkus gives a bean a second constructor and takes
 * {@code final} away, and a bug that is compiled alone does not have that. Arguments: the class to be changed, and the one whose methods it gets.
 */
class Graft {

    public static void main(String[] args) throws IOException {
        var changed = ClassFile.of().parse(Path.of(args[0]));
        var bug = ClassFile.of().parse(Path.of(args[1]));
        var grafted = ClassFile.of().build(changed.thisClass().asSymbol(), made -> {
            changed.forEach(element -> {
                if (!(element instanceof MethodModel)) {
                    made.with(element);
                }
            });
            changed.methods().stream().filter(method -> same(bug, method).isEmpty()).forEach(made::with);
            for (var method : bug.methods()) {
                var flags = same(changed, method).orElse(method).flags().flagsMask();
                made.withMethod(method.methodName(), method.methodType(), flags, one -> method.forEach(element -> {
                    if (!(element instanceof AccessFlags)) {
                        one.with(element);
                    }
                }));
            }
        });
        Files.write(Path.of(args[0]), grafted);
    }

    private static Optional<MethodModel> same(ClassModel in, MethodModel method) {
        return in.methods().stream()
                .filter(other -> other.methodName().equalsString(method.methodName().stringValue())
                        && other.methodType().equalsString(method.methodType().stringValue()))
                .findFirst();
    }
}
